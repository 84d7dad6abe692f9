import { keptText, type KeptText, type RangeCommit, type SharedParts } from '@slipway/versioning'

/** A commit as JSON; what is not there is left out, `name` without packages, and `line-text` where it is the header. */
export function commitEntry(commit: RangeCommit, name: string): string {
  return wholeEntry(commit, ownerOf(name))
}

/** What stands before an entry in the file. */
export const entryBefore = ',\n'

/**
 * Writes an entry, as `commitEntry` makes it, and what stands before it from a place on; returns where the next byte goes, or -1 where there may be
 * too little room.
 */
export type EntryWriter = (commit: RangeCommit, target: Buffer, at: number) => number

/** What stands before, between and after the parts of an entry. */
interface Frame {
  readonly sha: Buffer
  readonly header: Buffer
  readonly subject: Buffer
  readonly pull: Buffer
  readonly end: Buffer
  /** Bytes of all. */
  readonly length: number
}

/** By the byte, because a file may have 100,000 of them; what thousands have in common is put together once. */
export function entryWriter(name: string): EntryWriter {
  const owner = ownerOf(name)
  const frames = new Map<SharedParts, Frame>()
  return (commit, target, at) => {
    const kept = keptText(commit)
    if (kept?.shared.isPlain !== true) return writeText(entryBefore + wholeEntry(commit, owner), target, at)
    let frame = frames.get(kept.shared)
    if (frame === undefined) {
      frame = frameOf(kept.shared, owner)
      frames.set(kept.shared, frame)
    }
    // No part is longer than the header, and the header is there twice.
    const most = frame.length + 3 * (kept.end - kept.sha)
    return most > target.length - at ? -1 : writeKept(kept, frame, target, at)
  }
}

function writeKept({ shared, bytes, sha, header, end }: KeptText, frame: Frame, target: Buffer, start: number): number {
  const { before, digits, digitsFrom } = shared
  let at = put(frame.sha, target, start)
  at = copy(bytes, sha, header, target, at)
  at = copy(bytes, header, end, target, put(frame.header, target, at))
  at = copy(bytes, header + before, end, target, put(frame.subject, target, at))
  at = put(frame.pull, target, at)
  const number = digitsFrom < 0 ? end + digitsFrom : header + digitsFrom
  if (digits > 0) at = copy(bytes, number, number + digits, target, at)
  return put(frame.end, target, at)
}

function put(part: Buffer, target: Buffer, at: number): number {
  return at + part.copy(target, at)
}

/** All that was kept is in buffers. */
function copy(bytes: Uint8Array, from: number, end: number, target: Buffer, at: number): number {
  return at + (bytes as Buffer).copy(target, at, from, end)
}

function frameOf(shared: SharedParts, owner: string): Frame {
  const parts = {
    sha: Buffer.from(`${entryBefore}{"sha":"`),
    header: Buffer.from('","header":"'),
    subject: Buffer.from(`"${said(shared, owner, quoted)}"`),
    pull: Buffer.from(`"${decided(shared, 1)}${shared.digits === 0 ? '' : ',"pull":'}`),
    end: Buffer.from(',"fate":"counts"}'),
  }
  return { ...parts, length: Object.values(parts).reduce((sum, part) => sum + part.length, 0) }
}

/** What a character of a string takes at most, as UTF-8. */
const widest = 3

function writeText(text: string, target: Buffer, at: number): number {
  return text.length * widest > target.length - at ? -1 : at + target.write(text, at)
}

function ownerOf(name: string): string {
  return name === '' ? '' : `,"package":${quoted(name)}`
}

function wholeEntry(commit: RangeCommit, owner: string): string {
  const { sha, header, subject, line, lineText, breaking, pull, fate, by } = commit
  const inQuotes = quotes(header, lineText)
  let entry = `{"sha":"${sha}","header":${inQuotes(header)}${said(commit, owner, inQuotes)}${inQuotes(subject)}`
  entry += decided(commit, line)
  if (lineText !== header) entry += `,"line-text":${quoted(lineText)}`
  if (breaking !== undefined) entry += `,"breaking":${quoted(breaking)}`
  entry += `${numbered(pull)},"fate":"${fate}"`
  return by === undefined ? `${entry}}` : `${entry},"by":"${by}"}`
}

type Quote = (text: string) => string

function said({ type, scope }: Pick<RangeCommit, 'type' | 'scope'>, owner: string, inQuotes: Quote): string {
  const typed = type === undefined ? owner : `${owner},"type":${inQuotes(type)}`
  return scope === undefined ? `${typed},"subject":` : `${typed},"scope":${inQuotes(scope)},"subject":`
}

function decided({ bump, rule }: Pick<RangeCommit, 'bump' | 'rule'>, line: number): string {
  return `,"bump":"${bump}","rule":"${rule}","line":${line}`
}

function numbered(pull: number | undefined): string {
  return pull === undefined ? '' : `,"pull":${pull}`
}

/** Printable ASCII without the two characters that JSON escapes. */
const plain = /^[ !#-[\]-~]*$/

/** The parts of a line without anything to be escaped have nothing either. */
function quotes(header: string, lineText: string): Quote {
  return header === lineText && plain.test(header) ? (text) => `"${text}"` : quoted
}

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}
