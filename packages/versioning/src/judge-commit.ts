import { higherBump, type Bump } from './bump.ts'
import type { MessageMode } from './message-mode.ts'
import type { NearMiss } from './near-miss.ts'
import { parseMessage, type ParsedMessage } from './parse-message.ts'
import type { RuleTable } from './rule-table.ts'

export interface Commit {
  readonly sha: string
  readonly message: string
  /** It has more than one parent. */
  readonly merge?: boolean
}

export interface JudgingOptions {
  readonly mode: MessageMode
  readonly rules: RuleTable
  /**
   * Whose body's bullets (`* feat: a`, as a squash leaves them) are judged as headers: `auto`, when the header has a pull
   * request's number and is not conventional; `always`, when it has a number; `never`.
   */
  readonly squashBodies: 'auto' | 'always' | 'never'
}

/** What a commit says it takes back, or brings back. */
export interface Reversal {
  /** As written: seven characters or more. */
  readonly shas: readonly string[]
  /** The header it quotes. */
  readonly header: string | undefined
}

/**
 * Which rule judged a commit. The first five make it count:
 * `breaking-mark` (`!` before the colon), `breaking-footer` (`BREAKING CHANGE:` at the start of a later line),
 * `type` (feat, fix, perf, revert), `git-revert` (`Revert "…"`, as git and GitHub write it),
 * `git-reapply` (`Reapply "…"` and `Revert "Revert "…""`, which bring a change back: what it asked for, and patch at least).
 * The others let it pass: `type-without-bump`, `not-conventional`, `empty-message`.
 */
export type CommitRule =
  | 'breaking-mark'
  | 'breaking-footer'
  | 'type'
  | 'git-revert'
  | 'git-reapply'
  | 'type-without-bump'
  | 'not-conventional'
  | 'empty-message'

/** A commit, what it asks for, and because of which line by which rule. */
export interface JudgedCommit {
  readonly sha: string
  readonly header: string
  readonly type: string | undefined
  readonly scope: string | undefined
  readonly subject: string
  readonly bump: Bump
  readonly rule: CommitRule
  /** The line that decided, counted from 1, and its text. */
  readonly line: number
  readonly lineText: string
  /** What breaks, in the author's words; `undefined` when nothing does. */
  readonly breaking: string | undefined
  /** The number of its pull request: `(#12)` at the end of the header, or `Merge pull request #12 from …`. */
  readonly pull: number | undefined
  /** The footer `Release-As: x`; its text is not read. */
  readonly releaseAs: { readonly text: string; readonly line: number } | undefined
  readonly reverts: Reversal | undefined
  /** What it brings back: `Reapply "…"`, or the revert of a revert by its header. */
  readonly reapplies: Reversal | undefined
  readonly nearMisses: readonly NearMiss[]
  readonly merge: boolean
}

const noNearMisses: readonly NearMiss[] = []

/** A Map, not an object: `constructor: x` is a commit message too. */
const bumpOfType: ReadonlyMap<string, Bump> = new Map([
  ['feat', 'minor'],
  ['fix', 'patch'],
  ['perf', 'patch'],
  ['revert', 'patch'],
])

/** What one commit asks for by itself; what becomes of it is the plan's matter. */
export function judgeCommit({ sha, message, merge = false }: Commit): JudgedCommit {
  const parsed = parseMessage(message)
  const { header, headerLine, type, scope, subject, footer } = parsed
  const { bump, rule } = judge(parsed)
  const byFooter = rule === 'breaking-footer' && footer !== undefined
  return {
    sha,
    header,
    type: type ?? (rule === 'git-revert' || rule === 'git-reapply' ? 'revert' : undefined),
    scope,
    subject,
    bump,
    rule,
    line: byFooter ? footer.line : headerLine,
    lineText: byFooter ? footer.lineText : header,
    breaking: bump === 'major' ? footer?.text || subject : undefined,
    pull: pullOf(header),
    releaseAs: undefined,
    reverts: undefined,
    reapplies: undefined,
    nearMisses: noNearMisses,
    merge,
  }
}

function pullOf(header: string): number | undefined {
  const digits = /^Merge pull request #(\d{1,9}) from |\(#(\d{1,9})\)$/.exec(header)
  return digits === null ? undefined : Number(digits[1] ?? digits[2])
}

/** git 2.43 and later write the first, older ones and GitHub the second. */
const reapplied = /^(?:Reapply "(.+)"|Revert "Revert "(.+)"")$/

function bumpOfHeader(header: string): Bump {
  return judge(parseMessage(header)).bump
}

function judge({ header, type, marked, footer }: ParsedMessage): { readonly bump: Bump; readonly rule: CommitRule } {
  if (header === '') return { bump: 'none', rule: 'empty-message' }
  if (marked) return { bump: 'major', rule: 'breaking-mark' }
  if (footer !== undefined) return { bump: 'major', rule: 'breaking-footer' }
  const back = reapplied.exec(header)
  if (back !== null) return { bump: higherBump('patch', bumpOfHeader(back[1] ?? back[2] ?? '')), rule: 'git-reapply' }
  if (/^Revert ".+"$/.test(header)) return { bump: 'patch', rule: 'git-revert' }
  if (type === undefined) return { bump: 'none', rule: 'not-conventional' }
  const bump = bumpOfType.get(type)
  return bump === undefined ? { bump: 'none', rule: 'type-without-bump' } : { bump, rule: 'type' }
}
