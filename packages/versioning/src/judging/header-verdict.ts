import type { BreakingFooter } from '../message/breaking-footers.ts'
import { higherBump, type Bump } from '../bump.ts'
import { readHeader, type Header } from '../message/header.ts'
import type { JudgingOptions } from '../judging-options.ts'
import { isGitReversal, reappliedHeader } from '../message/reversal.ts'
import type { RuleTable } from '../rule-table.ts'
import { noChanges, type SquashedChange } from '../message/squashed-change.ts'
import type { SquashBullet } from '../message/squash-bullets.ts'

/**
 * Which rule judged a commit. The first six make it count:
 * `breaking-mark` (`!` before the colon), `breaking-footer` (`BREAKING CHANGE:` at the start of a later line),
 * `type` (feat, fix, perf, revert, or what the rules say), `git-revert` (`Revert "…"`, as git and GitHub write it),
 * `git-reapply` (`Reapply "…"` and `Revert "Revert "…""`, which bring a change back: what it asked for, and patch at least),
 * `squash-bullet` (a line `* feat: a` in the body of a squashed pull request).
 * The others let it pass: `type-without-bump`, `not-conventional`, `empty-message`.
 */
export type CommitRule =
  | 'breaking-mark'
  | 'breaking-footer'
  | 'type'
  | 'git-revert'
  | 'git-reapply'
  | 'squash-bullet'
  | 'type-without-bump'
  | 'not-conventional'
  | 'empty-message'

/** What a message asks for, and because of what. */
export interface Verdict {
  readonly bump: Bump
  readonly rule: CommitRule
  /** The line of the rule table that matched, as `feat(api): none`; `undefined` when none did. */
  readonly ruleText: string | undefined
  /** What breaks; `undefined` when nothing does. */
  readonly breaking: string | undefined
  /** The bullet that decided; `undefined` when none did. */
  readonly bullet: SquashBullet | undefined
  /** The break that decided; `undefined` when none did. */
  readonly footer: BreakingFooter | undefined
  /** What a squash releases, one by one; empty where its bullets do not count. */
  readonly changes: readonly SquashedChange[]
}

/** A line that is judged: the header of the message, or a bullet. */
export interface Said {
  readonly text: string
  readonly header: Header | undefined
}

/** The verdict on a header by itself. */
export function ofHeader({ text, header: parts }: Said, options: JudgingOptions): Verdict {
  if (text === '') return verdict('none', 'empty-message')
  if (parts === undefined) return ofGitReversal(text, options)
  const ruled = options.rules.bumpOf(parts.type, parts.scope)
  const { bump = 'none', rule } = ruled ?? {}
  const own = verdict(bump, bump === 'none' ? 'type-without-bump' : 'type', rule)
  return parts.marked ? breaks(options.rules, own, 'breaking-mark', parts.subject) : own
}

function ofGitReversal(text: string, options: JudgingOptions): Verdict {
  if (!isGitReversal(text)) return verdict('none', 'not-conventional')
  const { bump = 'patch', rule } = options.rules.bumpOf('revert', undefined) ?? {}
  const back = reappliedHeader(text)
  if (back === undefined) return verdict(bump, 'git-revert', rule)
  const asked = ofHeader({ text: back, header: readHeader(back, options.mode) }, options)
  return verdict(higherBump(higherBump('patch', bump), asked.bump), 'git-reapply', asked.ruleText ?? rule)
}

function verdict(bump: Bump, rule: CommitRule, ruleText?: string): Verdict {
  return { bump, rule, ruleText, breaking: undefined, bullet: undefined, footer: undefined, changes: noChanges }
}

/** The same with the breaks that stand below it. */
export function withFooters(
  own: Verdict,
  footers: readonly BreakingFooter[],
  { text, header }: Said,
  options: JudgingOptions,
): Verdict {
  const [footer] = footers
  if (footer === undefined) return own
  const breaking = paragraphs(footers.map((each) => each.text)) || header?.subject || text
  if (own.rule === 'breaking-mark') return { ...own, breaking }
  return { ...breaks(options.rules, own, 'breaking-footer', breaking), footer }
}

export function paragraphs(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n')
}

/** A break asks for what the rules say of breaks, and never for less than its type does. */
function breaks(rules: RuleTable, own: Verdict, rule: CommitRule, breaking: string): Verdict {
  const bump = higherBump(rules.breaking, own.bump)
  return { ...own, bump, rule, ruleText: `breaking: ${rules.breaking}`, breaking }
}
