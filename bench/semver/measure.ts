/** Something that is run again and again, and says how many milliseconds it took. */
export interface Subject {
  readonly name: string
  readonly run: () => number
}

/** The median of each subject, in milliseconds; they take turns, after one turn of each that does not count. */
export function interleaved(subjects: readonly Subject[], rounds: number): (name: string) => number {
  for (const { run } of subjects) run()
  return warmed(subjects, rounds)
}

/** The same for subjects that have had their first turn. */
export function warmed(subjects: readonly Subject[], rounds: number): (name: string) => number {
  const times = new Map<string, number[]>(subjects.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of subjects) times.get(name)?.push(run())
  }
  return (name) => median(times.get(name) ?? [])
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
