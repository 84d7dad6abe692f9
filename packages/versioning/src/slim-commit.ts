import type { Bump } from './bump.ts'
import { readHeader, type Header } from './header.ts'
import type { MessageMode } from './message-mode.ts'
import { noNearMisses, type NearMiss } from './near-miss.ts'
import { pullNumber } from './pull-number.ts'
import type { RangeCommit } from './range-commit.ts'
import { plainBlock, TextShelf, type MakeBlock, type TextPlace } from './text-shelf.ts'
import type { CommitRule } from './verdict.ts'

/**
 * Keeps the ordinary commits of a long range small: what is left of one is a place on a shelf, and what it shares with
 * thousands. What its header says is read again when somebody asks. Other commits are returned as they are.
 */
export function commitKeeper(mode: MessageMode, make: MakeBlock = plainBlock): (commit: RangeCommit) => RangeCommit {
  const verdicts = new Map<string, SharedVerdict>()
  const reader = new HeaderReader(mode, make)
  return (commit) => {
    if (!isOrdinary(commit)) return commit
    const { sha, header, type, bump, rule, ruleText, merge } = commit
    const place = reader.shelf.put(sha + header)
    if (place === undefined) return commit
    const key = `${type ?? ''} ${bump} ${rule} ${String(merge)} ${ruleText ?? ''}`
    const known = verdicts.get(key)
    const verdict = known ?? { reader, type, bump, rule, ruleText, merge }
    if (known === undefined) verdicts.set(key, verdict)
    return new SlimCommit(place, shaLength + header.length, verdict)
  }
}

/** Of a SHA-1. In a repository of the other kind commits are kept as they are. */
const shaLength = 40

/** Says nothing but its header, and that by itself. */
function isOrdinary(commit: RangeCommit): boolean {
  const { sha, line, lineText, header, rule, breaking, releaseAs, reverts, reapplies, nearMisses, fate } = commit
  return (
    (rule === 'type' || rule === 'type-without-bump' || rule === 'not-conventional') &&
    line === 1 &&
    lineText === header &&
    breaking === undefined &&
    fate === 'counts' &&
    (releaseAs ?? reverts ?? reapplies) === undefined &&
    nearMisses.length === 0 &&
    sha.length === shaLength
  )
}

/** What very many commits have in common, kept once. */
interface SharedVerdict {
  readonly reader: HeaderReader
  readonly type: string | undefined
  readonly bump: Bump
  readonly rule: CommitRule
  readonly ruleText: string | undefined
  readonly merge: boolean
}

/** What was read last is remembered: who asks a commit for one thing mostly asks for the next. */
class HeaderReader {
  readonly shelf: TextShelf
  readonly #mode: MessageMode
  #place: TextPlace = -1
  #text = ''
  #header: Header | undefined
  #isRead = false

  constructor(mode: MessageMode, make: MakeBlock) {
    this.shelf = new TextShelf(make)
    this.#mode = mode
  }

  text(place: TextPlace, length: number): string {
    if (place !== this.#place) {
      this.#text = this.shelf.at(place, length)
      this.#place = place
      this.#isRead = false
    }
    return this.#text
  }

  header(place: TextPlace, length: number): Header | undefined {
    const text = this.text(place, length)
    if (!this.#isRead) {
      this.#header = readHeader(text.slice(shaLength), this.#mode)
      this.#isRead = true
    }
    return this.#header
  }
}

/** Not for spreading: what it is asked for is not its own. */
class SlimCommit implements RangeCommit {
  readonly #place: TextPlace
  readonly #length: number
  readonly #shared: SharedVerdict

  constructor(place: TextPlace, length: number, shared: SharedVerdict) {
    this.#place = place
    this.#length = length
    this.#shared = shared
  }

  get sha(): string {
    return this.#text().slice(0, shaLength)
  }

  get header(): string {
    return this.#text().slice(shaLength)
  }

  get type(): string | undefined {
    return this.#shared.type
  }

  get scope(): string | undefined {
    return this.#read()?.scope
  }

  get subject(): string {
    return this.#read()?.subject ?? this.header
  }

  get bump(): Bump {
    return this.#shared.bump
  }

  get rule(): CommitRule {
    return this.#shared.rule
  }

  get ruleText(): string | undefined {
    return this.#shared.ruleText
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

  get pull(): number | undefined {
    return pullNumber(this.header)
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
    return this.#shared.merge
  }

  get fate(): 'counts' {
    return 'counts'
  }

  get by(): undefined {
    return undefined
  }

  #text(): string {
    return this.#shared.reader.text(this.#place, this.#length)
  }

  #read(): Header | undefined {
    return this.#shared.rule === 'not-conventional' ? undefined : this.#shared.reader.header(this.#place, this.#length)
  }
}

/** A commit of which every member is its own, as one that is to be changed has to be. */
export function ownMembers(commit: RangeCommit): RangeCommit {
  if (!(commit instanceof SlimCommit)) return commit
  const { sha, header, type, scope, subject, bump, rule, ruleText, line, lineText, pull, nearMisses, merge } = commit
  const none = { breaking: undefined, releaseAs: undefined, reverts: undefined, reapplies: undefined, by: undefined }
  const read = { sha, header, type, scope, subject, bump, rule, ruleText, line, lineText, pull, nearMisses, merge }
  return { ...read, ...none, fate: 'counts' }
}
