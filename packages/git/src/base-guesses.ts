import type { BaseCandidate, HistoryRequest } from './remote.ts'

/** Each guess costs a fetch; after three of them the whole history is the shorter way. */
const guesses = 3
/** Each question costs a request. */
const questions = 20

/** What may be the base of one series, and how far the search for it is. */
export interface BaseSearch {
  /** The candidate in question; `undefined` when there is none left, or it is time to stop guessing. */
  readonly guess: BaseCandidate | undefined
  readonly known: boolean
  next(): Promise<BaseSearch>
  confirmed(): BaseSearch
}

/** Starts with the best candidate that nobody knows to lie outside of `head`. */
export function searchBase(candidates: readonly BaseCandidate[], request: HistoryRequest): Promise<BaseSearch> {
  return search(candidates, request, guesses, questions)
}

async function search(
  candidates: readonly BaseCandidate[],
  { head, contains }: Pick<HistoryRequest, 'head' | 'contains'>,
  tries: number,
  asks: number,
): Promise<BaseSearch> {
  const [guess, ...rest] = candidates
  const settled = (known: boolean): BaseSearch => ({
    guess: tries > 0 ? guess : undefined,
    known,
    next: () => search(rest, { head, ...(contains && { contains }) }, tries - 1, asks),
    confirmed: () => settled(true),
  })
  if (guess === undefined || guess.commit === head) return settled(guess !== undefined)
  if (contains === undefined || asks === 0) return settled(false)
  if ((await contains(guess.commit)) !== false) return settled(false)
  return search(rest, { head, contains }, tries, asks - 1)
}
