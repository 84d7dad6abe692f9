import { parseArgs } from 'node:util'

export interface Options {
  readonly rounds: number
  readonly write: boolean
  /** Where images and registries are kept while it runs; `undefined`: a temporary folder. */
  readonly folder: string | undefined
  /** Also the image of 3 GB. */
  readonly large: boolean
}

export const usage = `node --conditions=@slipway/source bench/push.ts [options]
  --rounds N      turns of each measurement (9)
  --folder DIR    a folder for 8 GB, in which everything is removed again
  --small         without the image of 3 GB
  --write         write the table into docs/benchmarks.md`

/** Throws with one line where the arguments make no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '9' },
      folder: { type: 'string' },
      small: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  })
  if (!/^[1-9]\d*$/.test(values.rounds)) throw new Error(`--rounds is ${values.rounds}; it takes a number from 1`)
  if (values.write && values.small) throw new Error('--write publishes the whole table only: leave out --small')
  return { rounds: Number(values.rounds), write: values.write, folder: values.folder, large: !values.small }
}
