import { higherBump, type Bump } from './bump.ts'
import { commitTypes } from './commit-types.ts'
import { headerSlip, type HeaderSlip } from './header-slip.ts'
import { readHeader } from './header.ts'
import type { Verdict } from './header-verdict.ts'
import type { JudgingOptions } from './judging-options.ts'
import type { MessageMode } from './message-mode.ts'
import { noNearMisses, type NearMiss } from './near-miss.ts'
import type { ParsedMessage } from './parse-message.ts'
import { footerCounts } from './verdict.ts'

/** The near misses of a message, as far as they would have raised its bump or named a version. */
export function missesOf(message: ParsedMessage, verdict: Verdict, options: JudgingOptions): readonly NearMiss[] {
  const breaking = verdict.breaking === undefined ? brokenOff(message, options) : noNearMisses
  const named = message.releaseAs === undefined ? message.missed.releaseAs : noNearMisses
  const slip = message.header.includes(':') ? slipOf(message, verdict.bump, options) : noNearMisses
  return breaking.length + named.length + slip.length === 0 ? noNearMisses : [...slip, ...breaking, ...named]
}

function brokenOff(message: ParsedMessage, options: JudgingOptions): readonly NearMiss[] {
  const {
    footers: [footer],
    missed,
  } = message
  if (footer === undefined || footerCounts(message, options)) return missed.breaking
  const because = 'the strict mode takes no footer under a header that is not conventional'
  return [{ line: footer.line, lineText: footer.lineText, because }, ...missed.breaking]
}

function slipOf(
  { header, headerLine, parts }: ParsedMessage,
  bump: Bump,
  options: JudgingOptions,
): readonly NearMiss[] {
  if (parts !== undefined && parts.type !== 'breaking-change') return noNearMisses
  const slip = headerSlip(header, options.mode) ?? misplaced(header, options.mode)
  if (slip === undefined || higherBump(bump, bumpOfSlip(slip.meant, options)) === bump) return noNearMisses
  return [{ line: headerLine, lineText: header, because: slip.because }]
}

/** A header that is right and was not taken for one: strictly the message has to begin with it. */
function misplaced(header: string, mode: MessageMode): HeaderSlip | undefined {
  const meant = readHeader(header, mode)
  return meant && { meant, because: 'the strict mode takes nothing before the type, no blank and no empty line' }
}

function bumpOfSlip(meant: HeaderSlip['meant'], { rules }: JudgingOptions): Bump {
  if (meant === 'breaking') return rules.breaking
  const ruled = rules.bumpOf(meant.type, meant.scope)
  if (ruled === undefined && !commitTypes.has(meant.type)) return 'none'
  return higherBump(ruled?.bump ?? 'none', meant.marked ? rules.breaking : 'none')
}
