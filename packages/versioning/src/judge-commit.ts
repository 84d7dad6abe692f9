import type { Bump } from './bump.ts'
import { glanceMessage } from './glance-message.ts'
import { defaultJudging, type JudgingOptions } from './judging-options.ts'
import type { CommitRule, Verdict } from './header-verdict.ts'
import { detached } from './message-lines.ts'
import { missesOf } from './misses-of.ts'
import type { NearMiss } from './near-miss.ts'
import { parseMessage, type ParsedMessage } from './parse-message.ts'
import { pullNumber } from './pull-number.ts'
import type { RangeCommit } from './range-commit.ts'
import type { ReleaseAs } from './release-as.ts'
import { isGitReversal, reversalsOf, type Reversal } from './reversal.ts'
import type { SquashedChange } from './squashed-change.ts'
import { verdictOf } from './verdict.ts'

export interface Commit {
  readonly sha: string
  readonly message: string
  /** It has more than one parent. */
  readonly merge?: boolean
}

/** A commit, what it asks for, and because of which line by which rule. */
export interface JudgedCommit {
  readonly sha: string
  readonly header: string
  /** In lower case. Type, scope and subject are those of the line that decided: header, title of a merge, or bullet. */
  readonly type: string | undefined
  readonly scope: string | undefined
  readonly subject: string
  readonly bump: Bump
  readonly rule: CommitRule
  /** The line of the rule table that matched, as `feat(api): none`; `undefined` when none did. */
  readonly ruleText: string | undefined
  /** The line that decided, counted from 1, and its text. */
  readonly line: number
  readonly lineText: string
  /** What breaks, in the author's words; `undefined` when nothing does. */
  readonly breaking: string | undefined
  /** What a squash releases, one by one; empty where the commit speaks for itself. */
  readonly changes: readonly SquashedChange[]
  /** The number of its pull request: `(#12)` at the end of the header, or `Merge pull request #12 from …`. */
  readonly pull: number | undefined
  /** The footer `Release-As: x`; its text is not read. */
  readonly releaseAs: ReleaseAs | undefined
  readonly reverts: Reversal | undefined
  /** What it brings back: `Reapply "…"`, or the revert of a revert by its header. */
  readonly reapplies: Reversal | undefined
  /** Lines that would have asked for more, had they been written as they were meant. */
  readonly nearMisses: readonly NearMiss[]
  readonly merge: boolean
}

/**
 * What one commit asks for by itself. It counts until its range says otherwise: a commit that has its fate from the start
 * need not be copied for it.
 */
export function judgeCommit(commit: Commit, options: JudgingOptions = defaultJudging): RangeCommit {
  return judged(commit, glanceMessage(commit.message, options) ?? parseMessage(commit.message, options.mode), options)
}

/** The same without the short cut for ordinary messages. */
export function judgeThoroughly(commit: Commit, options: JudgingOptions = defaultJudging): RangeCommit {
  return judged(commit, parseMessage(commit.message, options.mode), options)
}

function judged({ sha, merge = false }: Commit, message: ParsedMessage, options: JudgingOptions): RangeCommit {
  const { header, parts } = message
  const verdict = verdictOf(message, options)
  const said = verdict.bullet?.header ?? parts
  const deciding = decidingLine(message, verdict)
  const { reverts, reapplies } = reversalsOf(header, parts, message.reverted)
  return {
    sha: detached(sha),
    header,
    type: said?.type ?? (isGitReversal(header) ? 'revert' : undefined),
    scope: said?.scope,
    subject: said?.subject ?? message.spoken,
    bump: verdict.bump,
    rule: verdict.rule,
    ruleText: verdict.ruleText,
    line: deciding.line,
    lineText: deciding.lineText,
    breaking: verdict.breaking,
    changes: verdict.changes,
    pull: pullNumber(header),
    releaseAs: message.releaseAs,
    reverts,
    reapplies,
    nearMisses: missesOf(message, verdict, options),
    merge,
    fate: 'counts',
    by: undefined,
  }
}

function decidingLine(
  { spoken, spokenLine }: ParsedMessage,
  { footer, bullet }: Verdict,
): { readonly line: number; readonly lineText: string } {
  return footer ?? bullet ?? { line: spokenLine, lineText: spoken }
}
