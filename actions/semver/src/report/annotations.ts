import type { Annotation } from '@slipway/action-io'
import type { LintFinding, SemverResult } from '../result.ts'
import { byKind, moreLikeIt, nearMissesOf, warningsOf, type MissedKind } from './warnings.ts'

/** Findings of the lint as errors; warnings, and lines that only look as if they counted, as warnings. */
export function annotationsOf(result: SemverResult): readonly Annotation[] {
  const { lint = [], releases } = result
  const linted = new Set(lint.map(({ sha, line }) => `${sha}:${line}`))
  const misses = nearMissesOf(releases).filter(({ sha, line }) => !linted.has(`${sha}:${line}`))
  return [
    ...lint.map(finding),
    ...warningsOf(result).map((message): Annotation => ({ level: 'warning', title: 'semver', message })),
    ...byKind(misses).map(missed),
  ]
}

function missed(kind: MissedKind): Annotation {
  const { sha, line, lineText, because } = kind.first
  const message = `"${lineText}": ${because}${moreLikeIt(kind)}`
  return { level: 'warning', title: `Commit ${sha.slice(0, 7)}, line ${line}`, message }
}

/** The line that fails the step; `undefined` when there is nothing to find. */
export function lintFailure({ lint, pull }: Pick<SemverResult, 'lint' | 'pull'>): string | undefined {
  if (lint === undefined || lint.length === 0) return undefined
  const messages = new Set(lint.map(({ sha }) => sha)).size
  const [findings, where] = [lint.length === 1 ? '1 finding' : `${lint.length} findings`, placeOf(lint, messages)]
  const remedy = pull === undefined ? 'name in skip-commits what cannot be reworded any more' : 'reword, and push again'
  return `lint: ${findings} ${where}; ${remedy}`
}

function placeOf(lint: readonly LintFinding[], messages: number): string {
  if (lint.every(({ sha }) => sha === undefined)) return 'in the title of the pull request'
  return messages === 1 ? `in the message of ${lint[0]?.sha?.slice(0, 7)}` : `in ${messages} messages`
}

function finding({ sha, line, lineText, message }: LintFinding): Annotation {
  const title = sha === undefined ? 'Title of the pull request' : `Commit ${sha.slice(0, 7)}, line ${line}`
  return { level: 'error', title, message: `"${lineText}": ${message}` }
}
