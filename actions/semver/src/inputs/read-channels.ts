import { refuseInput } from '@slipway/action-io'
import { maintenancePatternProblem, parseChannels, type Channels } from '@slipway/versioning'
import { refuseLine } from './refuse-line.ts'

/**
 * Which branches make pre-releases; they can only be used where the branch is known.
 * @param branch As it was given, if it was: whether it can be one is told with the input `branch`.
 */
export function readChannels(text: string, branch: string | undefined, env: NodeJS.ProcessEnv): Channels {
  const channels = parseChannels(text)
  if ('problem' in channels) {
    throw refuseLine('channels', channels, 'write a branch pattern and its identifier a line, such as "next: rc"')
  }
  if (text === '' || branch !== undefined) return channels
  throw refuseInput(
    `input channels is given, but no branch is known: GITHUB_REF is "${env['GITHUB_REF'] ?? ''}"`,
    'set branch to the branch that this commit is released from, e.g. branch: main',
  )
}

/** Patterns such as `N.x` or `release/N.N.x`. */
export function readMaintenance(patterns: readonly string[]): readonly string[] {
  for (const pattern of patterns) {
    const problem = maintenancePatternProblem(pattern)
    if (problem === undefined) continue
    throw refuseLine(
      'maintenance-branches',
      problem,
      'write N for the major, and a second N for the minor version, e.g. N.x',
    )
  }
  return patterns
}
