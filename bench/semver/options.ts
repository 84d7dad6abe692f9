import { parseArgs } from 'node:util'

export const letters = ['A', 'B', 'C', 'D'] as const
export type Letter = (typeof letters)[number]

export interface Options {
  readonly only: readonly Letter[]
  readonly peers: boolean
  readonly write: boolean
  readonly commits: number
  readonly rounds: number | undefined
  /** Where repositories are kept for another run; `undefined`: a temporary folder, removed at the end. */
  readonly folder: string | undefined
}

export const usage = `node --conditions=@slipway/source bench/semver.ts [options]
  --only A|B|C|D   only this measurement; may be given again
  --peers          also other tools, installed from the npm registry into a temporary folder
  --write          write the tables into docs/benchmarks.md
  --commits N      commits of each repository (100000)
  --rounds N       turns of each measurement
  --folder DIR     keep the repositories in DIR, and use those that are there`

/** Throws with one line where the arguments make no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      peers: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      commits: { type: 'string', default: '100000' },
      rounds: { type: 'string' },
      folder: { type: 'string' },
    },
  })
  const only = letters.filter((letter) => (values.only ?? letters).includes(letter))
  const commits = Number(values.commits)
  if (only.length === 0) throw new Error(`--only is ${values.only?.join(', ')}; it takes A, B, C or D`)
  if (!(commits >= 1000 && commits % 1000 === 0)) throw new Error(`--commits is ${values.commits}; it takes thousands`)
  if (values.rounds !== undefined && !/^[1-9]\d*$/.test(values.rounds))
    throw new Error(`--rounds is ${values.rounds}; it takes a number from 1`)
  if (values.write && (only.length < letters.length || commits !== 100_000))
    throw new Error('--write publishes whole tables only: leave out --only and --commits')
  return {
    only,
    commits,
    peers: values.peers,
    write: values.write,
    rounds: values.rounds === undefined ? undefined : Number(values.rounds),
    folder: values.folder,
  }
}
