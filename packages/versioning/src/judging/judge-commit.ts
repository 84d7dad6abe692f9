import { glanceMessage } from '../message/glance-message.ts'
import { defaultJudging, type JudgingOptions } from '../judging-options.ts'
import type { Verdict } from './header-verdict.ts'
import { detached } from '../message/message-lines.ts'
import { missesOf } from './misses-of.ts'
import { parseMessage, type ParsedMessage } from '../message/parse-message.ts'
import { pullNumber } from '../message/pull-number.ts'
import type { RangeCommit } from './range-commit.ts'
import { isGitReversal, reversalsOf } from '../message/reversal.ts'
import { verdictOf } from './verdict.ts'

export interface Commit {
  readonly sha: string
  readonly message: string
  /** It has more than one parent. */
  readonly merge?: boolean
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
