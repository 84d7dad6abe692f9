import { withoutNumbers } from '../message/pull-number.ts'
import type { RangeCommit } from '../judging/range-commit.ts'
import type { SquashedChange } from '../message/squashed-change.ts'

/** Where an entry stands in the notes, in this order, which is also the order of their importance. */
export const notesSections = [
  'Breaking changes',
  'Features',
  'Fixes',
  'Performance',
  'Reverts',
  'Other changes',
  'Reverted',
] as const

export type NotesSection = (typeof notesSections)[number]

/** A line of the notes: one change, though several commits may carry it, as a merge and what it merges do. */
export interface NotesEntry {
  readonly section: NotesSection
  readonly scope: string | undefined
  readonly subject: string
  /** What breaks, where that is more than the subject. */
  readonly text: string | undefined
  readonly pulls: ReadonlySet<number>
  /** Without the merges, where there are others. */
  readonly shas: readonly string[]
  /** The commit that takes it back; `undefined` unless it is reverted. */
  readonly takenBackBy: string | undefined
}

const sectionOfType: ReadonlyMap<string, NotesSection> = new Map([
  ['feat', 'Features'],
  ['fix', 'Fixes'],
  ['perf', 'Performance'],
  ['revert', 'Reverts'],
])

/** The entries of a range, by section, in it newest first; `more`: how many there are beyond the most that are wanted. */
export interface NotesEntries {
  readonly entries: readonly NotesEntry[]
  readonly more: number
}

/** What counts for nothing has no entry. Of a long range only those are made that may be shown. */
export function notesEntries(newestFirst: readonly RangeCommit[], most: number): NotesEntries {
  const bySection = toldBySection(newestFirst)
  const entries: NotesEntry[] = []
  let more = 0
  for (const section of notesSections) {
    const changes = new Map<string, Change>()
    for (const told of bySection.get(section) ?? []) {
      if (entries.length + changes.size < most) add(changes, section, told)
      else if (!told.commit.merge) more += 1
    }
    entries.push(...[...changes.values()].map(entryOf))
  }
  return { entries, more }
}

/** A change, and the commit that tells of it; a squash tells of several. */
interface Told {
  readonly commit: RangeCommit
  readonly change: SquashedChange
}

function toldBySection(commits: readonly RangeCommit[]): ReadonlyMap<NotesSection, readonly Told[]> {
  const bySection = new Map<NotesSection, Told[]>(notesSections.map((section) => [section, []]))
  for (const commit of commits) {
    for (const change of commit.changes.length === 0 ? [commit] : commit.changes) {
      const section = sectionOf(commit, change)
      if (section !== undefined) bySection.get(section)?.push({ commit, change })
    }
  }
  return bySection
}

type Change = Pick<NotesEntry, 'section' | 'scope' | 'subject' | 'text' | 'takenBackBy'> & {
  readonly numbers: readonly number[]
  readonly commits: RangeCommit[]
}

function add(changes: Map<string, Change>, section: NotesSection, { commit, change }: Told): void {
  const { scope, breaking } = change
  const { subject, numbers } = withoutNumbers(change.subject)
  const text = breaking === subject || breaking === change.subject ? undefined : breaking
  const takenBackBy = section === 'Reverted' ? commit.by : undefined
  const key = JSON.stringify([scope, subject, text, takenBackBy])
  const known = changes.get(key)
  if (known === undefined) changes.set(key, { section, scope, subject, text, takenBackBy, numbers, commits: [commit] })
  else changes.set(key, { ...known, numbers: [...known.numbers, ...numbers], commits: [...known.commits, commit] })
}

/** A merge adds its pull request to the change that it merges; the commit is the one that made the change. */
function entryOf({ commits, numbers, ...change }: Change): NotesEntry {
  const made = commits.filter(({ merge }) => !merge)
  return {
    ...change,
    pulls: new Set([...numbers, ...commits.flatMap(({ pull }) => (pull === undefined ? [] : [pull]))]),
    shas: [...new Set((made.length === 0 ? commits : made).map(({ sha }) => sha))],
  }
}

function sectionOf(commit: RangeCommit, { breaking, type }: SquashedChange): NotesSection | undefined {
  const { fate, bump } = commit
  if (fate === 'cancelled') return isChange(commit) ? 'Reverted' : undefined
  if (fate !== 'counts') return undefined
  if (breaking !== undefined) return 'Breaking changes'
  if (bump === 'none') return undefined
  return sectionOfType.get(type ?? '') ?? 'Other changes'
}

/** A revert that is taken back itself leaves nothing to tell, nor does what would not have counted. */
function isChange({ reverts, rule }: RangeCommit): boolean {
  const counted = rule !== 'type-without-bump' && rule !== 'not-conventional' && rule !== 'empty-message'
  return counted && reverts === undefined
}
