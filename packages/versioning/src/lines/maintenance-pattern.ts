import { maintenancePatternProblem, releaseLine } from './release-line.ts'
import type { Version } from '../version.ts'

/** One number, or two with a dot between them, that are no part of a longer one. */
const numbers = /(?<![\d.])(\d{1,9})(?:\.(\d{1,9}))?(?!\d|\.\d)/

/**
 * The maintenance pattern for a branch that is named after the line of a version: `release/N.N` for `release/1.4` and
 * 1.4.2. `undefined` for a branch that is not.
 */
export function maintenancePatternFor(branch: string, { major, minor }: Version): string | undefined {
  const match = numbers.exec(branch)
  if (match === null || Number(match[1]) !== major) return undefined
  if (match[2] !== undefined && Number(match[2]) !== minor) return undefined
  const [before, after] = [branch.slice(0, match.index), branch.slice(match.index + match[0].length)]
  if (/\d/.test(before + after)) return undefined
  const pattern = `${before}${match[2] === undefined ? 'N' : 'N.N'}${after}`
  if (maintenancePatternProblem(pattern) !== undefined) return undefined
  return releaseLine(branch, [], [pattern]).kind === 'maintenance' ? pattern : undefined
}
