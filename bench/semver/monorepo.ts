import type { BundleRun } from './bundle.ts'
import { interleaved } from './measure.ts'
import type { Measurement } from './measurement.ts'
import { packageNames } from './repositories.ts'
import { shown } from './row.ts'
import { load, ours, peakOfOurs, raw } from './subject.ts'

const limit = { ratio: 2.5 } as const

/** Every package of a repository from one pass over its history. */
export const monorepo: Measurement = {
  what: ({ commits }) => `D: ${packageNames.length} packages over ${commits.toLocaleString('en')} commits, time`,
  limit: `${limit.ratio} × \`git log --name-only\` + load`,
  rows: async (conditions, repositories) => {
    const workspace = await repositories.packages()
    const [first = ''] = packageNames
    const inputs = {
      packages: packageNames.map((name) => `${name}: packages/${name}`).join('\n'),
      'tag-prefix': '{package}-v',
    }
    const log = ['log', '-z', '--format=%H%x00%B', '--name-only', `${first}-v1.0.0..HEAD`]
    const subjects = [
      ours(conditions, workspace, inputs, wrongPackages),
      raw(conditions, workspace, log),
      load(conditions, workspace),
    ]
    const time = interleaved(subjects, conditions.rounds ?? 5)
    const ratio = (time('ours') - time('load')) / time('raw')
    return [
      {
        what: monorepo.what(conditions),
        ours: shown.time(time('ours')),
        beside: `\`git log --name-only\` ${shown.time(time('raw'))}, load ${shown.time(time('load'))}`,
        ratio: shown.ratio(ratio),
        limit: monorepo.limit,
        held: ratio <= limit.ratio,
      },
      {
        what: 'D: peak memory, the Node process',
        ours: shown.memory((await peakOfOurs(conditions, workspace, inputs)).own),
        beside: '',
        ratio: '',
        limit: '',
        held: undefined,
      },
    ]
  },
}

/** All of them are to be released; the first has a commit that breaks. */
function wrongPackages({ outputs }: BundleRun): string {
  const text = outputs.get('packages') ?? ''
  if (text === '') return 'no output `packages`'
  const found = new Map(
    (JSON.parse(text) as { name: string; version: string }[]).map(({ name, version }) => [name, version]),
  )
  const missing = packageNames.find((name) => !found.has(name))
  if (missing !== undefined) return `${missing} is not among the packages to release`
  const version = found.get(packageNames[0] ?? '')
  return version === '2.0.0' ? '' : `${packageNames[0]} is ${version}, not 2.0.0`
}
