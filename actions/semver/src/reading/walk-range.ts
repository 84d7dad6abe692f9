import { sinceBase } from '@slipway/versioning'
import type { History, Person, WalkedCommit } from '../history.ts'
import { rangeReader, type JudgedRange, type Reading } from './read-range.ts'

/** What came after a base that the head may contain. */
interface OneBase {
  readonly base: string
  readonly head: string
}

/**
 * A range with one base, from a walk on which git hands over each commit as soon as it has read it: of a long range this
 * reads one part while git reads the next. `undefined` when that does not tell what the range is, or that the base is in
 * this history.
 */
export async function walkRange(
  walk: NonNullable<History['walk']>,
  { base, head }: OneBase,
  reading: Reading,
): Promise<JudgedRange | undefined> {
  const { take, range } = walkReader(reading)
  const since = sinceBase(head, base)
  for await (const batch of walk([head, base])) {
    for (const commit of batch) {
      if (since.take(commit)) take(commit)
      if (since.state !== 'open') return since.state === 'over' ? range : undefined
    }
  }
  return since.end() === 'over' ? range : undefined
}

/** The same from the newest commits of the head alone, where they are enough to tell: then nobody waits for a walk. */
export function recentRange(
  { commits, most }: { readonly commits: Iterable<WalkedCommit>; readonly most: number },
  { base, head }: OneBase,
  reading: Reading,
): JudgedRange | undefined {
  const since = sinceBase(head, base)
  const inside: WalkedCommit[] = []
  let met = 0
  for (const commit of commits) {
    met += 1
    if (since.take(commit)) inside.push(commit)
    if (since.state !== 'open') break
  }
  // Fewer are the whole history.
  if (met < most) since.end()
  if (since.state !== 'over') return undefined
  const { take, range } = walkReader(reading)
  for (const commit of inside) take(commit)
  return range
}

function walkReader(reading: Reading): {
  readonly take: (commit: WalkedCommit) => void
  readonly range: JudgedRange
} {
  const { take, range } = rangeReader(reading)
  const authors = new Map<string, Person>()
  return {
    range: { ...range, authors },
    take(commit) {
      const { sha, bump } = take(commit)
      if (bump !== 'none' && authors.size < known) authors.set(sha, personOf(commit.author))
    },
  }
}

/** More authors are hardly ever wanted; whose are, is asked for. */
const known = 1000

function personOf(author: string): Person {
  const [name = '', email = ''] = author.split('\n')
  return { name, email }
}
