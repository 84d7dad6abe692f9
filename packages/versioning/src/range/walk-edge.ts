import { MetShas } from './met-shas.ts'

/** Whether a commit is in the range, or in what the base contains. */
export type Place = 'in' | 'below'

/** What a walk has heard of and not met yet. */
export interface WalkEdge {
  /** Where a commit is; `undefined` when nobody has spoken of it. */
  meet(sha: string): Place | undefined
  /** From a commit to its parents, blank-separated. What the base contains has all its parents there, too. */
  handOn(parents: string, place: Place | undefined): void
  /** Whether nothing that is still to come is in the range. */
  isClosed(): boolean
  /**
   * Whether something is still awaited that was met already, before one of its children, and so may have been taken for
   * what it is not. A yes may be wrong, and then only costs the longer way.
   */
  isContradicted(): boolean
}

export function walkEdge(head: string, base: string): WalkEdge {
  const edge = new Map<string, Place>([[head, 'in']])
  edge.set(base, 'below')
  const met = { in: new MetShas(), below: new MetShas() }
  let open = head === base ? 0 : 1
  const hand = (sha: string, place: Place): void => {
    const known = edge.get(sha)
    if (known === place || known === 'below') return
    if (place === 'in') open += 1
    else if (known === 'in') open -= 1
    edge.set(sha, place)
  }
  const awaited = (place: Place): readonly string[] =>
    [...edge].flatMap(([sha, known]) => (known === place ? [sha] : []))
  return {
    meet(sha) {
      const place = edge.get(sha)
      if (place === undefined) return undefined
      // A child of the base may be met after it where both are of the same second.
      if (sha !== base) edge.delete(sha)
      if (place === 'in') open -= 1
      met[place].add(sha)
      return place
    },
    handOn(parents, place) {
      if (place === undefined || parents === '') return
      if (parents.includes(' ')) for (const sha of parents.split(' ')) hand(sha, place)
      else hand(parents, place)
    },
    isClosed: () => open === 0,
    isContradicted() {
      const open = awaited('in')
      return met.in.hasAny([...open, ...awaited('below')]) || met.below.hasAny(open)
    },
  }
}
