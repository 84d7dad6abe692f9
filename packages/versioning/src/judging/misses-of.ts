import type { BreakingFooter } from '../message/breaking-footers.ts'
import { higherBump, type Bump } from '../bump.ts'
import { commitTypes, knowsType } from '../message/commit-types.ts'
import { headerMistake, type HeaderMistake } from '../message/header-mistake.ts'
import { readHeader, type Header } from '../message/header.ts'
import type { Verdict } from './header-verdict.ts'
import type { JudgingOptions } from '../judging-options.ts'
import type { MessageMode } from '../message-mode.ts'
import { noNearMisses, type NearMiss } from '../message/near-miss.ts'
import type { ParsedMessage, SpokenLine } from '../message/parse-message.ts'
import { bulletsCount, footerCounts } from './verdict.ts'

/** The near misses of a message, as far as they would have raised its bump or named a version. */
export function missesOf(message: ParsedMessage, verdict: Verdict, options: JudgingOptions): readonly NearMiss[] {
  const breaking = verdict.breaking === undefined ? brokenOff(message, options) : noNearMisses
  const named = message.releaseAs === undefined ? message.missed.releaseAs : noNearMisses
  const mistake = slipOf(message, verdict.bump, options)
  const bullets = bulletsCount(message, options) ? mistakesOfBullets(message, verdict.bump, options) : noNearMisses
  const denied = message.denied.map(missOfDenied)
  const found = [mistake, bullets, breaking, denied, named].flat()
  return found.length === 0 ? noNearMisses : found
}

function missOfDenied({ line, lineText }: BreakingFooter): NearMiss {
  return { kind: 'break-denied', line, lineText, because: 'it says that nothing breaks, and counts for nothing' }
}

function brokenOff(message: ParsedMessage, options: JudgingOptions): readonly NearMiss[] {
  const {
    footers: [footer],
    missed,
  } = message
  if (footer === undefined || footerCounts(message, options)) return missed.breaking
  const because = 'the strict mode takes no footer under a header that is not conventional'
  return [{ kind: 'strict-footer', line: footer.line, lineText: footer.lineText, because }, ...missed.breaking]
}

function slipOf({ meant, spokenLine, parts }: ParsedMessage, bump: Bump, options: JudgingOptions): readonly NearMiss[] {
  const { mode } = options
  const knows = knowsType(options.rules)
  if (parts !== undefined && meant.line === spokenLine && knows(parts.type, parts.scope)) return noNearMisses
  const mistake = headerMistake(meant.text, mode, knows) ?? misplaced(meant.text, mode)
  return raises(mistake, bump, options) ? [missOf(mistake, meant)] : noNearMisses
}

function mistakesOfBullets({ bullets }: ParsedMessage, bump: Bump, options: JudgingOptions): readonly NearMiss[] {
  return bullets.flatMap(({ isGone, text, line, lineText }) => {
    const mistake = isGone ? undefined : headerMistake(text, options.mode, knowsType(options.rules))
    return raises(mistake, bump, options) ? [missOf(mistake, { text: lineText, line })] : []
  })
}

function missOf({ kind, because }: HeaderMistake, { text, line }: SpokenLine): NearMiss {
  return { kind, line, lineText: text, because }
}

function raises(mistake: HeaderMistake | undefined, bump: Bump, options: JudgingOptions): mistake is HeaderMistake {
  return mistake !== undefined && higherBump(bump, bumpOfMistake(mistake.meant, options)) !== bump
}

/** A header that is right and was not taken for one: strictly the message has to begin with it. */
function misplaced(header: string, mode: MessageMode): HeaderMistake | undefined {
  const meant = readHeader(header, mode)
  const because = 'the strict mode takes nothing before the type, no blank and no empty line'
  return meant && { meant, kind: 'strict-start', because }
}

/** What a header would have asked for, had it not slipped. */
export function bumpOfMistake(meant: HeaderMistake['meant'], { rules }: Pick<JudgingOptions, 'rules'>): Bump {
  if (meant === 'breaking') return rules.breaking
  const ruled = rules.bumpOf(meant.type, meant.scope)
  return ruled === undefined && !commitTypes.has(meant.type) ? 'none' : bumpOfHeader(meant, { rules })
}

/** What a header that counts asks for. */
export function bumpOfHeader({ type, scope, marked }: Header, { rules }: Pick<JudgingOptions, 'rules'>): Bump {
  return higherBump(rules.bumpOf(type, scope)?.bump ?? 'none', marked ? rules.breaking : 'none')
}
