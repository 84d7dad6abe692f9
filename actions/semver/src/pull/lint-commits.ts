import { lintMessage } from '@slipway/versioning'
import type { PastReleases } from '../reading/past-releases.ts'
import type { SemverInputs } from '../inputs.ts'
import { titleCommit, type PullCommit } from './merged-message.ts'
import type { RunContext } from '../run-context.ts'
import type { Pull } from './read-pull.ts'
import type { LintFinding } from '../result.ts'

/** Judges the title of the pull request or its messages, and elsewhere those of every commit since the last release. */
export async function lintCommits(
  context: Pick<RunContext, 'inputs' | 'history' | 'head'>,
  pasts: readonly PastReleases[],
  pull: Pull | undefined,
): Promise<readonly LintFinding[] | undefined> {
  const { lint } = context.inputs
  if (lint === 'off' || (lint === 'title' && pull === undefined)) return undefined
  return pull === undefined ? lintRange(context, pasts) : lintPull(context.inputs, pull)
}

function lintPull(inputs: Pick<SemverInputs, 'lint' | 'judging' | 'skip'>, pull: Pull): readonly LintFinding[] {
  const { lint, judging } = inputs
  const { event, commits } = pull
  const isSquashed = event.squash.allowed && !event.merge.allowed && !event.rebase.allowed
  const stays = lint === 'auto' && isSquashed ? titleCommit(event, commits) : undefined
  if (stays !== undefined) return lintCommit(stays, inputs)
  if (lint === 'title' || (lint === 'auto' && isSquashed)) {
    return lintMessage(event.title, judging.mode, judging.rules).map((finding) => ({ ...finding, sha: undefined }))
  }
  return commits.flatMap((commit) => lintCommit(commit, inputs))
}

async function lintRange(
  { inputs, history, head }: Pick<RunContext, 'inputs' | 'history' | 'head'>,
  pasts: readonly PastReleases[],
): Promise<readonly LintFinding[]> {
  const from = pasts.flatMap(({ base }) => (base === undefined ? [] : [base.commit]))
  const findings: LintFinding[] = []
  for await (const batch of history.commits({ from, to: head })) {
    for (const commit of batch) findings.push(...lintCommit(commit, inputs))
  }
  return findings
}

/** What is skipped cannot be reworded any more. */
function lintCommit(
  { sha, message }: PullCommit,
  { judging, skip }: Pick<SemverInputs, 'judging' | 'skip'>,
): readonly LintFinding[] {
  if (skip.some((beginning) => sha.startsWith(beginning))) return []
  return lintMessage(message, judging.mode, judging.rules).map((finding) => ({ ...finding, sha }))
}
