import { patternsOverlap } from './branch-pattern.ts'
import type { Problem } from '../problem.ts'
import type { Version } from '../version.ts'

/**
 * Where a branch releases to: `stable`, which makes releases; a `channel`, which makes the steps before one
 * (1.3.0-rc.1); a `maintenance` line, which keeps to one major (`1.x`) or one minor (`1.2.x`) version.
 */
export type ReleaseLine =
  | { readonly kind: 'stable' }
  | { readonly kind: 'channel'; readonly identifier: string }
  | { readonly kind: 'maintenance'; readonly major: number; readonly minor: number | undefined }

/** Branches that release to a channel. In the pattern `*` stands for anything but a slash, `**` for anything. */
export interface Channel {
  readonly pattern: string
  readonly identifier: string
}

export type Channels = readonly Channel[]

/** Whether the version can be released on the line. */
export function keepsTo(line: ReleaseLine, { major, minor }: Version): boolean {
  if (line.kind !== 'maintenance') return true
  return line.major === major && (line.minor === undefined || line.minor === minor)
}

export const defaultMaintenance: readonly string[] = ['N.x', 'N.N.x']

/**
 * The line that a branch releases to. What is no channel and no maintenance branch is stable; so is no branch at all.
 * In a maintenance pattern a lone `N` is a number: the first one the major, the second the minor version.
 */
export function releaseLine(
  branch: string | undefined,
  channels: Channels,
  maintenance: readonly string[] = defaultMaintenance,
): ReleaseLine {
  if (branch === undefined) return { kind: 'stable' }
  const channel = channels.find(({ pattern }) => patternsOverlap(pattern, branch))
  if (channel !== undefined) return { kind: 'channel', identifier: channel.identifier }
  for (const pattern of maintenance) {
    const line = maintenanceLine(branch, pattern)
    if (line !== undefined) return line
  }
  return { kind: 'stable' }
}

/** What keeps a text from being a maintenance pattern. */
export function maintenancePatternProblem(pattern: string): Problem | undefined {
  const count = pattern.match(placeholder)?.length ?? 0
  if (count === 1 || count === 2) return undefined
  const problem =
    count === 0 ? 'has no N that stands for a number' : 'has more numbers than a major and a minor version'
  return { problem, text: pattern }
}

/** An N that is no part of a word in capitals or of a word that it begins. */
const placeholder = /(?<![A-Z])N(?![A-Za-z])/g

/** A number with more digits would not be safe. */
const number = String.raw`(0|[1-9]\d{0,15})`

function maintenanceLine(branch: string, pattern: string): ReleaseLine | undefined {
  if (maintenancePatternProblem(pattern) !== undefined) return undefined
  const literal = pattern.split(placeholder).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  const match = new RegExp(`^${literal.join(number)}$`).exec(branch)
  if (match === null) return undefined
  const [major = 0, minor] = match.slice(1).map(Number)
  const isSafe = [major, minor ?? 0].every(Number.isSafeInteger)
  return isSafe ? { kind: 'maintenance', major, minor } : undefined
}
