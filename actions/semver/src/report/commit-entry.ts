import { sharedBy, type RangeCommit, type SharedParts } from '@slipway/versioning'

/** A commit as JSON. */
export type CommitEntry = (commit: RangeCommit) => string

/** What entries of many commits have in common. */
interface Frame {
  readonly beforeSubject: string
  readonly beforePull: string
}

/**
 * Commits as JSON; what is not there is left out, `name` without packages, and `line-text` where it is the header. They
 * are put together by hand, and what thousands have in common only once, because a file may have 100,000 of them:
 * `JSON.stringify` of such objects takes several times as long.
 */
export function commitEntries(name: string): CommitEntry {
  const frames = new Map<SharedParts, Frame>()
  const owner = name === '' ? '' : `,"package":${quoted(name)}`
  const frameOf = (shared: SharedParts): Frame => {
    let frame = frames.get(shared)
    if (frame === undefined) {
      frame = { beforeSubject: said(shared, owner, quoted), beforePull: decided(shared, 1) }
      frames.set(shared, frame)
    }
    return frame
  }
  return (commit) => {
    const shared = sharedBy(commit)
    const { header } = commit
    if (shared === undefined || !plain.test(header)) return wholeEntry(commit, owner)
    const { beforeSubject, beforePull } = frameOf(shared)
    const subject = header.slice(shared.before)
    const start = `{"sha":"${commit.sha}","header":"${header}"${beforeSubject}"${subject}"${beforePull}`
    return `${start}${numbered(commit.pull)},"fate":"counts"}`
  }
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
