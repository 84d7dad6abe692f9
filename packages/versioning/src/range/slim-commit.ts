import type { Bump } from '../bump.ts'
import { detached } from '../message/message-lines.ts'
import { noNearMisses, type NearMiss } from '../message/near-miss.ts'
import type { RangeCommit } from '../judging/range-commit.ts'
import { plainBlock, TextStore, type MakeBlock, type TextPlace } from './text-store.ts'
import { noChanges, type SquashedChange } from '../message/squashed-change.ts'
import type { CommitRule } from '../judging/header-verdict.ts'

/**
 * Keeps the ordinary commits of a long range small: what is left of one is a place on a store, and what it shares with
 * thousands. Other commits are returned as they are.
 */
export function commitKeeper(make: MakeBlock = plainBlock): (commit: RangeCommit) => RangeCommit {
  const shared = new Map<string, SharedParts>()
  const reader = new StoreReader(make)
  return (commit) => {
    if (!isOrdinary(commit)) return commit
    const { sha, header, type = '', scope = '', subject, rule, pull, merge } = commit
    const before = header.length - subject.length
    const digits = pull === undefined ? '' : String(pull)
    const digitsFrom = header.endsWith(')') ? -1 - digits.length : mergedPull.length
    // `(#007)` is the number 7.
    if (!header.startsWith(digits, digitsFrom < 0 ? header.length + digitsFrom : digitsFrom)) return commit
    const place = reader.store.put(sha, header)
    if (place === undefined) return commit
    const isPlain = plain.test(header)
    // With the scope and the table of rules, which is one for all, the type says which rule of the table matched.
    const key = `${type}\n${scope}\n${rule}${before},${digits.length},${digitsFrom}${merge ? 'm' : ''}${isPlain ? 'p' : ''}`
    let parts = shared.get(key)
    if (parts === undefined) {
      parts = sharedParts(commit, { reader, before, digits: digits.length, digitsFrom, isPlain })
      shared.set(key, parts)
    }
    return new SlimCommit(place, shaLength + header.length, parts)
  }
}

/** What the number of a pull request stands after in the header of its merge. */
const mergedPull = 'Merge pull request #'

/** Printable ASCII without quotes and backslashes. */
const plain = /^[ !#-[\]-~]*$/

function sharedParts(
  { type, scope, bump, rule, ruleText, merge }: RangeCommit,
  places: Pick<SharedParts, 'reader' | 'before' | 'digits' | 'digitsFrom' | 'isPlain'>,
): SharedParts {
  const texts = { type: type && detached(type), scope: scope && detached(scope) }
  return { ...places, ...texts, bump, rule, ruleText, merge }
}

/** Of a SHA-1. In a repository of the other kind commits are kept as they are. */
const shaLength = 40

/** Says nothing but its header, and that by itself. */
function isOrdinary(commit: RangeCommit): boolean {
  const {
    sha,
    line,
    lineText,
    header,
    subject,
    rule,
    breaking,
    changes,
    releaseAs,
    reverts,
    reapplies,
    nearMisses,
    fate,
  } = commit
  return (
    (rule === 'type' || rule === 'type-without-bump' || rule === 'not-conventional') &&
    line === 1 &&
    lineText === header &&
    header.endsWith(subject) &&
    breaking === undefined &&
    changes.length === 0 &&
    fate === 'counts' &&
    (releaseAs ?? reverts ?? reapplies) === undefined &&
    nearMisses.length === 0 &&
    sha.length === shaLength
  )
}

/** What very many commits have in common, kept once. */
export interface SharedParts {
  readonly reader: StoreReader
  /** What of the header comes before the subject, in characters. */
  readonly before: number
  /** How many digits the number of the pull request has, and where in the header they begin: negative from its end. */
  readonly digits: number
  readonly digitsFrom: number
  /** Whether the header is printable ASCII without quotes and backslashes, so that JSON has nothing to escape. */
  readonly isPlain: boolean
  readonly type: string | undefined
  readonly scope: string | undefined
  readonly bump: Bump
  readonly rule: CommitRule
  readonly ruleText: string | undefined
  readonly merge: boolean
}

/** What was read last is remembered: who asks a commit for one thing mostly asks for the next. */
class StoreReader {
  readonly store: TextStore
  #place: TextPlace = -1
  #text = ''

  constructor(make: MakeBlock) {
    this.store = new TextStore(make)
  }

  text(place: TextPlace, length: number): string {
    if (place !== this.#place) {
      this.#text = this.store.at(place, length)
      this.#place = place
    }
    return this.#text
  }
}

/** Not for spreading: what it is asked for is not its own. */
class SlimCommit implements RangeCommit {
  readonly #place: TextPlace
  readonly #length: number
  readonly shared: SharedParts

  constructor(place: TextPlace, length: number, shared: SharedParts) {
    this.#place = place
    this.#length = length
    this.shared = shared
  }

  get sha(): string {
    return this.#text().slice(0, shaLength)
  }

  get header(): string {
    return this.#text().slice(shaLength)
  }

  get type(): string | undefined {
    return this.shared.type
  }

  get scope(): string | undefined {
    return this.shared.scope
  }

  get subject(): string {
    return this.#text().slice(shaLength + this.shared.before)
  }

  get bump(): Bump {
    return this.shared.bump
  }

  get rule(): CommitRule {
    return this.shared.rule
  }

  get ruleText(): string | undefined {
    return this.shared.ruleText
  }

  get line(): number {
    return 1
  }

  get lineText(): string {
    return this.header
  }

  get breaking(): undefined {
    return undefined
  }

  get changes(): readonly SquashedChange[] {
    return noChanges
  }

  get pull(): number | undefined {
    const { digits, digitsFrom } = this.shared
    if (digits === 0) return undefined
    const start = digitsFrom < 0 ? this.#length + digitsFrom : shaLength + digitsFrom
    return Number(this.#text().slice(start, start + digits))
  }

  get releaseAs(): undefined {
    return undefined
  }

  get reverts(): undefined {
    return undefined
  }

  get reapplies(): undefined {
    return undefined
  }

  get nearMisses(): readonly NearMiss[] {
    return noNearMisses
  }

  get merge(): boolean {
    return this.shared.merge
  }

  get fate(): 'counts' {
    return 'counts'
  }

  get by(): undefined {
    return undefined
  }

  #text(): string {
    return this.shared.reader.text(this.#place, this.#length)
  }

  /** Where its text is. */
  kept(): KeptText {
    const { bytes, from } = this.shared.reader.store.find(this.#place)
    return { shared: this.shared, bytes, sha: from, header: from + shaLength, end: from + this.#length }
  }
}

/** A commit of which every member is its own, as one that is to be changed has to be. */
export function ownMembers(commit: RangeCommit): RangeCommit {
  if (!(commit instanceof SlimCommit)) return commit
  const { sha, header, type, scope, subject, bump, rule, ruleText, line, lineText, pull, nearMisses, merge } = commit
  const none = { breaking: undefined, releaseAs: undefined, reverts: undefined, reapplies: undefined, by: undefined }
  const read = { sha, header, type, scope, subject, bump, rule, ruleText, line, lineText, pull, nearMisses, merge }
  return { ...read, ...none, changes: noChanges, fate: 'counts' }
}

/** A commit that is kept small, as bytes that each are a character (ISO-8859-1), for who does not want strings of it. */
export interface KeptText {
  /** The same object for all that differ in nothing but sha, subject and the number of a pull request. */
  readonly shared: SharedParts
  readonly bytes: Uint8Array
  /** Where the sha begins, where the header does, and where both end. */
  readonly sha: number
  readonly header: number
  readonly end: number
}

/** `undefined` for a commit that is kept as it is. */
export function keptText(commit: RangeCommit): KeptText | undefined {
  return commit instanceof SlimCommit ? commit.kept() : undefined
}
