import { branchPatternProblem, patternsOverlap } from './branch-pattern.ts'
import type { Problem } from '../problem.ts'
import type { Channel, Channels } from './release-line.ts'

/**
 * The channels of a text with one `pattern: identifier` on a line; blank lines and those that begin with # say nothing.
 * A problem when a line says something else, or when a branch could match two patterns.
 */
export function parseChannels(text: string): Channels | Problem {
  const channels: Channel[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const channel = parseChannel(trimmed)
    const problem = typeof channel === 'string' ? channel : overlapWith(channels, channel)
    if (problem !== undefined) return { problem, text: trimmed, line: index + 1 }
    if (typeof channel !== 'string') channels.push(channel)
  }
  return channels
}

function parseChannel(line: string): Channel | string {
  const colon = line.indexOf(':')
  if (colon === -1) return 'is not of the form "pattern: identifier"'
  const [pattern, identifier] = [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
  if (pattern === '') return 'has no branch pattern before the colon'
  const problem = branchPatternProblem(pattern)
  if (problem !== undefined) return problem
  if (!/^[0-9A-Za-z-]+$/.test(identifier)) {
    return `has the identifier "${identifier}"; a SemVer identifier is made of letters, digits and dashes`
  }
  if (/^\d+$/.test(identifier)) return `has the identifier "${identifier}", which is a number; a channel needs a name`
  return { pattern, identifier }
}

function overlapWith(channels: Channels, { pattern }: Channel): string | undefined {
  const other = channels.find((channel) => patternsOverlap(channel.pattern, pattern))
  return other === undefined ? undefined : `"${pattern}" and "${other.pattern}" can match the same branch`
}
