/** What a pull request is made of, or what changes in one; commits by SHA or by the name of a branch. */
export interface PullGiven {
  /** The next free one where not given; of one that exists, what is given changes. */
  readonly number?: number
  readonly title?: string
  readonly body?: string
  readonly head?: string
  /** The branch that the head is shown with; `head` itself where that is a branch. */
  readonly headRef?: string
  /** A branch; the default one where not given. */
  readonly base?: string
  readonly labels?: readonly string[]
  readonly draft?: boolean
  readonly user?: string
  /** `closed` is without a merge; `mergeCommit` closes it as well. */
  readonly state?: 'open' | 'closed'
  readonly mergeCommit?: string
  /** Every commit that a rebase put on the base, the oldest first. */
  readonly landed?: readonly string[]
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)

const members: {
  readonly [Key in keyof Required<PullGiven>]: { readonly what: string; fits(value: unknown): boolean }
} = {
  number: { what: 'a whole number from 1 on', fits: (value) => Number.isSafeInteger(value) && Number(value) >= 1 },
  title: { what: 'a string', fits: isText },
  body: { what: 'a string', fits: isText },
  head: { what: 'a string', fits: isText },
  headRef: { what: 'a string', fits: isText },
  base: { what: 'a string', fits: isText },
  labels: { what: 'a list of strings', fits: isTexts },
  draft: { what: 'true or false', fits: (value) => typeof value === 'boolean' },
  user: { what: 'a string', fits: isText },
  state: { what: 'open or closed', fits: (value) => value === 'open' || value === 'closed' },
  mergeCommit: { what: 'a string', fits: isText },
  landed: { what: 'a list of strings', fits: isTexts },
}

/** Reads a pull request that came over the control surface. */
export function readPull(body: object): PullGiven {
  for (const [name, value] of Object.entries(body)) {
    const member = Object.hasOwn(members, name) ? members[name as keyof PullGiven] : undefined
    if (member === undefined) throw new TypeError(`"${name}" is no part of a pull request`)
    if (!member.fits(value)) throw new TypeError(`"${name}" must be ${member.what}`)
  }
  return body
}
