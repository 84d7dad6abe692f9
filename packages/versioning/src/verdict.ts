import { higherBump, type Bump } from './bump.ts'
import { readHeader, type Header } from './header.ts'
import type { JudgingOptions } from './judging-options.ts'
import type { ParsedMessage } from './parse-message.ts'
import { isSquashed } from './pull-number.ts'
import { isGitReversal, reappliedHeader } from './reversal.ts'
import type { RuleTable } from './rule-table.ts'
import type { SquashBullet } from './squash-bullets.ts'

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
}

/** The verdict on a whole message: of its header, its footers, and where they are asked for its bullets the highest. */
export function verdictOf(message: ParsedMessage, options: JudgingOptions): Verdict {
  const own = withFooter(message, options)
  if (message.bullets.length === 0 || !bulletsCount(message, own.rule, options)) return own
  let highest = own
  for (const bullet of message.bullets) {
    const verdict = ofHeader(bullet.text, bullet.header, options)
    if (higherBump(highest.bump, verdict.bump) === highest.bump) continue
    highest = { ...verdict, rule: 'squash-bullet', bullet }
  }
  return highest
}

function bulletsCount({ header }: ParsedMessage, rule: CommitRule, { squashBodies }: JudgingOptions): boolean {
  if (squashBodies === 'never' || !isSquashed(header)) return false
  return squashBodies === 'always' || rule === 'not-conventional'
}

/** Strictly a footer under a header that is no header says nothing. */
export function footerCounts({ header, parts }: ParsedMessage, { mode }: JudgingOptions): boolean {
  return mode === 'tolerant' || parts !== undefined || isGitReversal(header)
}

function withFooter(message: ParsedMessage, options: JudgingOptions): Verdict {
  const { spoken, parts, footer } = message
  const own = ofHeader(spoken, parts, options)
  if (footer === undefined || !footerCounts(message, options)) return own
  const breaking = footer.text || message.parts?.subject || spoken
  return own.rule === 'breaking-mark' ? { ...own, breaking } : breaks(options.rules, own, 'breaking-footer', breaking)
}

/** A break asks for what the rules say of breaks, and never for less than its type does. */
function breaks(rules: RuleTable, own: Verdict, rule: CommitRule, breaking: string): Verdict {
  const bump = higherBump(rules.breaking, own.bump)
  return { bump, rule, ruleText: `breaking: ${rules.breaking}`, breaking, bullet: undefined }
}

function ofHeader(text: string, parts: Header | undefined, options: JudgingOptions): Verdict {
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
  const asked = ofHeader(back, readHeader(back, options.mode), options)
  return verdict(higherBump(higherBump('patch', bump), asked.bump), 'git-reapply', asked.ruleText ?? rule)
}

function verdict(bump: Bump, rule: CommitRule, ruleText?: string): Verdict {
  return { bump, rule, ruleText, breaking: undefined, bullet: undefined }
}
