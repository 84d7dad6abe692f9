import { lintMessage } from '@slipway/versioning'
import type { SemverInputs } from './inputs.ts'
import type { Footing } from './footing.ts'
import type { Setting } from './plan-series.ts'
import type { LintFinding } from './result.ts'

/** Judges the title of the pull request, or the message of every commit since the last release. */
export async function lintCommits(
  { inputs, history, head }: Setting,
  footings: readonly Footing[],
): Promise<readonly LintFinding[] | undefined> {
  const { lint, pull, judging } = inputs
  if (lint === 'off') return undefined
  if (pull !== undefined && judgesTitle(lint, pull)) {
    return lintMessage(pull.title, judging.mode).map((finding) => ({ ...finding, sha: undefined }))
  }
  const from = footings.flatMap(({ base }) => (base === undefined ? [] : [base.commit]))
  const range = { from: pull === undefined ? from : [...from, pull.baseSha], to: head }
  const findings: LintFinding[] = []
  for await (const batch of history.commits(range)) {
    for (const { sha, message } of batch) {
      if (pull !== undefined && sha === head && sha !== pull.headSha) continue
      for (const finding of lintMessage(message, judging.mode)) findings.push({ ...finding, sha })
    }
  }
  return findings
}

/** Where squashing is the only way to merge, the title becomes the message. */
function judgesTitle(
  lint: SemverInputs['lint'],
  { squash, merge, rebase }: NonNullable<SemverInputs['pull']>,
): boolean {
  return lint === 'title' || (lint === 'auto' && squash.allowed && !merge.allowed && !rebase.allowed)
}
