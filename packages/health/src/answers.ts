import type { Judged } from './judge.ts'

/** Kinds that are named; a message stays one that can be read. */
const named = 5

/** The answers of an endpoint by kind, the most frequent first: `(answers: 1.4.0 x 7, 1.3.9 x 7, connection lost x 2)`. */
export function answersOf(samples: readonly Judged[], endpoint: string): string {
  const counts = new Map<string, number>()
  for (const { kind } of samples.filter((one) => one.endpoint === endpoint))
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const rows = [...counts].toSorted(([, a], [, b]) => b - a)
  const others = rows.slice(named).reduce((sum, [, count]) => sum + count, 0)
  const shown = others === 0 ? rows : [...rows.slice(0, named), ['others', others] as const]
  return `(answers: ${shown.map(([kind, count]) => (count === 1 ? kind : `${kind} x ${count}`)).join(', ')})`
}
