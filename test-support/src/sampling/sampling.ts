import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'

export interface Sampling<T> {
  /** What the items are, in the plural, for the line that says how many of them ran. */
  readonly what: string
  readonly size: number
  /** Of every kind that there is, one item is in the sample at least. */
  kind(item: T): string
}

/**
 * The items of a long list that this run takes: all of them in `test:long`, else a sample by the seed of the run, which
 * always holds the first, the last and one of each kind. A line on the console says how many of how many.
 */
export function sampled<T>(all: readonly T[], sampling: Sampling<T>): readonly T[] {
  if (process.env['TEST_LONG'] === 'yes') return all
  const seed = seedOf(process.env)
  const chosen = choose(all, sampling, seed)
  if (chosen.length < all.length) console.log(line(sampling.what, chosen.length, all.length, seed))
  return chosen
}

/** Of a property that is costly to try: how many examples this run takes, and from which seed, for `fc.assert`. */
export function examples(what: string, all: number, size: number): { readonly numRuns: number; readonly seed: number } {
  const seed = seedOf(process.env)
  if (process.env['TEST_LONG'] === 'yes') return { numRuns: all, seed }
  console.log(line(what, size, all, seed))
  return { numRuns: size, seed }
}

function line(what: string, chosen: number, all: number, seed: number): string {
  return `sampled: ${chosen} of ${all} ${what} (TEST_SEED=${seed}); all with test:long`
}

/** The same seed for the same commit: a red run is repeated by running it again, a later commit tries others. */
export function seedOf({ TEST_SEED: given = '' }: NodeJS.ProcessEnv): number {
  if (given === '') return Number.parseInt(headOf().slice(0, 7), 16)
  if (/^\d{1,9}$/.test(given)) return Number(given)
  throw new Error(`TEST_SEED is ${JSON.stringify(given)}: give a whole number of at most nine digits`)
}

/** Where there is no git, as in an archive of the source, every run has the same seed. */
function headOf(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return '7'
  }
}

/** At least `size` items, in their order; more where there are more kinds. */
export function choose<T>(all: readonly T[], { size, kind }: Omit<Sampling<T>, 'what'>, seed: number): readonly T[] {
  const entries = [...all.entries()]
  const edges = [...new Set([...entries.slice(0, 1), ...entries.slice(-1)])]
  const order = [...edges, ...shuffled(entries, seed)]
  const firstOfKind = new Map(order.toReversed().map(([index, item]) => [kind(item), index]))
  const chosen = new Set([...edges.map(([index]) => index), ...firstOfKind.values()])
  for (const [index] of order) if (chosen.size < size) chosen.add(index)
  return all.filter((_, index) => chosen.has(index))
}

type Entry<T> = readonly [index: number, item: T]

function shuffled<T>(entries: readonly Entry<T>[], seed: number): readonly Entry<T>[] {
  const key = ([index]: Entry<T>): string => createHash('sha256').update(`${seed}/${index}`).digest('hex')
  return entries
    .map((entry) => [key(entry), entry] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => entry)
}
