import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { catalog, chosen } from './scenario/catalog.ts'
import type { Scenario } from './scenario/scenario.ts'

const root = join(import.meta.dirname, '..', '..')

export interface Options {
  /** The repository whose history is rehearsed; it is only read. */
  readonly repo: string
  /** Whether the user named it: then no made history takes its place. */
  readonly repoNamed: boolean
  readonly scenarios: readonly Scenario[]
  readonly rebuild: boolean
  /** Where report.json and index.html go. */
  readonly report: string
  /** Where the report's picture goes; empty for none. */
  readonly picture: string
}

export const usage = `usage: rehearse [--repo DIR] [--scenario NAME] [--rebuild] [--report DIR] [--picture FILE]

  --repo DIR       take the history of the repository in this folder; default: the one this is in
  --scenario NAME  play only this one, and what it needs before it:
                   ${catalog.map(({ name }) => name).join(', ')}
  --rebuild        bundle the actions first
  --report DIR     write the report there; default: rehearsal/report
  --picture FILE   also write the report's head and chart as one SVG
`

/** Throws an Error whose message is for the user. */
export function parseOptions(argv: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      repo: { type: 'string' },
      scenario: { type: 'string' },
      rebuild: { type: 'boolean', default: false },
      report: { type: 'string', default: join(root, 'rehearsal', 'report') },
      picture: { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const scenarios = chosen(values.scenario)
  if (scenarios === undefined) throw new Error(`there is no scenario ${values.scenario}; see --help for the list`)
  for (const name of ['repo', 'report'] as const) {
    if (values[name]?.trim() === '') throw new Error(`--${name} is empty: give a folder, or leave it out`)
  }
  const { repo, rebuild, report, picture } = values
  return {
    ...{ repo: resolve(repo ?? root), repoNamed: repo !== undefined },
    ...{ scenarios, rebuild, report: resolve(report), picture: picture === '' ? '' : resolve(picture) },
  }
}
