import { readHeader } from './header.ts'
import { shownLine } from './message-lines.ts'
import type { MessageMode } from '../message-mode.ts'
import { isGitReversal } from './reversal.ts'
import type { RuleTable } from '../rule-table.ts'

/** Those of Conventional Commits and of Angular's convention, which it comes from. */
export const commitTypes: ReadonlySet<string> = new Set([
  'build',
  'chore',
  'ci',
  'docs',
  'feat',
  'fix',
  'perf',
  'refactor',
  'revert',
  'style',
  'test',
])

/** Whether the text of a bullet is the header of a commit: a list may well have `timeout: now in seconds`. */
export function isCommitHeader(text: string, mode: MessageMode): boolean {
  const header = readHeader(text, mode)
  if (header === undefined) return isGitReversal(shownLine(text))
  return header.marked || commitTypes.has(header.type)
}

/** Whether a type is one of the conventions, or of the rules. */
export type KnowsType = (type: string, scope: string | undefined) => boolean

export function knowsType(rules: Pick<RuleTable, 'bumpOf'>): KnowsType {
  return (type, scope) => commitTypes.has(type) || rules.bumpOf(type, scope) !== undefined
}
