import { plainMarkdown } from '@slipway/outcome'
import type { Author } from './author.ts'
import { notesEntries, type NotesEntry } from './notes-entry.ts'
import { notesLinks, type NotesLinks } from './notes-links.ts'
import type { RangeCommit } from '../judging/range-commit.ts'

export interface NotesRequest {
  /** As SemVer writes it; '' where nothing is released. */
  readonly version: string
  readonly tag: string
  /** What the notes compare with; `undefined` before the first release. */
  readonly previousTag: string | undefined
  /** Newest first. */
  readonly commits: readonly RangeCommit[]
  /** e.g. `https://github.com/octo/ship`; without it nothing is a link. */
  readonly repositoryUrl: string | undefined
  /** By sha; one that is missing is not named. */
  readonly authors: ReadonlyMap<string, Author>
  /** In characters; title and comparison come in any case. */
  readonly limit: number
}

export interface Notes {
  /** What breaks first, then by group; text of commits is shown, never interpreted. */
  readonly markdown: string
  /** How many entries the limit kept out. */
  readonly left: number
}

/** Characters of `- a (1234567)`, and with the address of its commit: no more entries than such ones can fit. */
const shortestEntry = { plain: 13, linked: 60 } as const

/** What a release brings, in Markdown. */
export function renderNotes(request: NotesRequest): Notes {
  const { version, tag, previousTag, repositoryUrl, authors, limit } = request
  const links = notesLinks(repositoryUrl)
  const comparison = links.compare(previousTag, tag)
  const head = [`## ${version === '' ? 'Unreleased' : version}`, ...(comparison === undefined ? [] : [comparison])]
  const { entries, more } = notesEntries(
    request.commits,
    Math.ceil(limit / shortestEntry[repositoryUrl === undefined ? 'plain' : 'linked']),
  )
  if (entries.length === 0) return { markdown: [...head, 'Nothing that asks for a release.'].join('\n\n'), left: 0 }
  const room = limit - head.join('\n\n').length - cutNote(entries.length + more).length
  const filled = fill(entries, (entry) => renderEntry(entry, links, authors), room)
  const left = filled.left + more
  const tail = left === 0 ? [] : [cutNote(left).trimStart()]
  return { markdown: [...head, ...filled.blocks, ...tail].join('\n\n'), left }
}

function cutNote(left: number): string {
  return `\n\n… and ${left} more ${left === 1 ? 'entry' : 'entries'}, left out for length.`
}

const tooLong = '; what breaks is too long for these notes: see the commit'

/**
 * As many whole entries as there is room for, the most important first: after the first that does not fit come none.
 * Only one that would take half of the room by itself costs no others their place: of a break its text is left out, any
 * other is passed over.
 */
function fill(
  entries: readonly NotesEntry[],
  render: (entry: NotesEntry) => string,
  room: number,
): { readonly blocks: readonly string[]; readonly left: number } {
  const blocks = new Map<string, string[]>()
  let free = room
  let shown = 0
  for (const entry of entries) {
    const heading = `### ${entry.section}\n`
    const costOf = (text: string): number => text.length + 1 + (blocks.has(heading) ? 0 : heading.length + 3)
    const whole = render(entry)
    const isHuge = entry.text !== undefined && costOf(whole) > free && costOf(whole) > room / 2
    const text = isHuge ? `${render({ ...entry, text: undefined })}${tooLong}` : whole
    const cost = costOf(text)
    if (cost > free && cost > room / 2) continue
    if (cost > free) break
    const block = blocks.get(heading)
    if (block === undefined) blocks.set(heading, [text])
    else block.push(text)
    free -= cost
    shown += 1
  }
  return { blocks: [...blocks].map(([heading, texts]) => [heading, ...texts].join('\n')), left: entries.length - shown }
}

function renderEntry(entry: NotesEntry, links: NotesLinks, authors: ReadonlyMap<string, Author>): string {
  const { scope, subject, text, pulls, shas, takenBackBy } = entry
  const title = `- ${scope === undefined ? '' : `**${plainMarkdown(scope)}:** `}${plainMarkdown(subject)}`
  const places = [...[...pulls].map((pull) => links.pull(pull)), ...shas.map((sha) => links.commit(sha))]
  const by = [...new Set(shas.flatMap((sha) => authors.get(sha) ?? []).map((author) => links.author(author)))]
  const line = `${title} (${places.join(', ')})${by.length === 0 ? '' : ` by ${by.join(', ')}`}`
  if (takenBackBy !== undefined) return `${line}, taken back by ${links.commit(takenBackBy)}`
  return text === undefined ? line : [line, '', ...indented(text)].join('\n')
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => (line.trim() === '' ? '' : `  ${plainMarkdown(line)}`))
}
