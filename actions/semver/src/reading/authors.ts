import type { History, Person } from '../history.ts'

/** Who wrote commits, found out while there is other work to do; no commit is asked about twice. */
export interface Authors {
  /** Of these there is nothing to ask. */
  know(people: ReadonlyMap<string, Person>): void
  /** These will be wanted. */
  expect(shas: readonly string[]): void
  /** At least of these commits, as far as it is known. */
  of(shas: readonly string[]): Promise<ReadonlyMap<string, Person>>
}

export function authorsIn(history: Pick<History, 'authors'>): Authors {
  const asked = new Set<string>()
  const answers: Promise<ReadonlyMap<string, Person>>[] = []
  const expect = (shas: readonly string[]): void => {
    const unknown = [...new Set(shas)].filter((sha) => !asked.has(sha))
    if (unknown.length === 0) return
    for (const sha of unknown) asked.add(sha)
    const answer = history.authors(unknown)
    // Told to those who want to know.
    answer.catch(() => undefined)
    answers.push(answer)
  }
  return {
    know(people) {
      for (const sha of people.keys()) asked.add(sha)
      answers.push(Promise.resolve(people))
    },
    expect,
    async of(shas) {
      if (shas.length === 0) return new Map()
      expect(shas)
      return new Map((await Promise.all(answers)).flatMap((found) => [...found]))
    },
  }
}
