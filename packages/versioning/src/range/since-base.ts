import { walkEdge } from './walk-edge.ts'

/** A commit as a walk meets it; the parents' shas blank-separated, and when it was committed, in seconds. */
export interface WalkedCommit {
  readonly sha: string
  readonly parents: string
  readonly date: number
}

/**
 * How far a walk has come: there may be more of the range (`open`); there is no more (`over`); or what it is cannot be
 * told in this way (`unclear`), neither from what was met nor from what is still to come.
 */
export type WalkState = 'open' | 'over' | 'unclear'

/** Tells which commits of a walk came after a base. */
export interface SinceBase {
  /** Takes the next commit: whether it is in the range, as far as is known by now. */
  take(commit: WalkedCommit): boolean
  readonly state: WalkState
  /** There are no more commits: all that the walk can meet was met. */
  end(): WalkState
}

/**
 * So many commits are met beyond the end of the range, each older than its last one, before it is over: dates may lie.
 * git's own `head ^base` looks at five.
 */
const slop = 20

/** So many commits below the base are met before somebody looks whether the range can end at all. */
const firstDoubt = 64

/**
 * The commits that a head contains and a base does not, from a walk that starts at both and takes the newest by date
 * first, as `git log head base` does. git's own answer to `head ^base` has the same commits in the same order, but says
 * nothing before it has seen all of them.
 *
 * A walk meets a commit before all of its children are met where dates are equal, or wrong. Whatever such a child then
 * says of it makes the range `unclear`; nothing is ever taken back.
 */
export function sinceBase(head: string, base: string): SinceBase {
  const edge = walkEdge(head, base)
  let state: WalkState = 'open'
  let met = head === base
  let [baseDate, lastDate] = [-Infinity, Infinity]
  let [older, below, doubt] = [0, 0, firstDoubt]
  const conclude = (): void => {
    state = met && edge.isClosed() && !edge.isContradicted() ? 'over' : 'unclear'
  }
  return {
    take({ sha, parents, date }) {
      const place = edge.meet(sha)
      if (sha === base) baseDate = date
      if (place === 'in') {
        lastDate = date
        met ||= parents.includes(base)
      } else below += 1
      edge.handOn(parents, place)
      // Without a way to the base the walk would go down to the start of the history.
      older = met ? (edge.isClosed() && date < lastDate ? older + 1 : 0) : date < baseDate ? older + 1 : 0
      if (place === undefined) state = 'unclear'
      else if (older > slop) conclude()
      else if (below === doubt) {
        doubt *= 2
        if (edge.isContradicted()) state = 'unclear'
      }
      return place === 'in'
    },
    get state() {
      return state
    },
    end() {
      if (state === 'open') conclude()
      return state
    },
  }
}
