import type { RangeCommit } from '@slipway/versioning'

/**
 * A commit as JSON; what is not there is left out, `name` without packages, and `line-text` where it is the header. It is
 * put together by hand, because a file may have 100,000 of them: `JSON.stringify` of such objects takes three times as long.
 */
export function commitEntry(commit: RangeCommit, name: string): string {
  const { sha, header, type, scope, subject, bump, rule, line, lineText, breaking, pull, fate, by } = commit
  const inQuotes = quotes(header, lineText)
  let entry = `{"sha":"${sha}","header":${inQuotes(header)}`
  if (name !== '') entry += `,"package":${quoted(name)}`
  if (type !== undefined) entry += `,"type":${inQuotes(type)}`
  if (scope !== undefined) entry += `,"scope":${inQuotes(scope)}`
  entry += `,"subject":${inQuotes(subject)},"bump":"${bump}","rule":"${rule}","line":${line}`
  if (lineText !== header) entry += `,"line-text":${quoted(lineText)}`
  if (breaking !== undefined) entry += `,"breaking":${quoted(breaking)}`
  if (pull !== undefined) entry += `,"pull":${pull}`
  entry += `,"fate":"${fate}"`
  return by === undefined ? `${entry}}` : `${entry},"by":"${by}"}`
}

/** Printable ASCII without the two characters that JSON escapes. */
const plain = /^[ !#-[\]-~]*$/

/** The parts of a line without anything to be escaped have nothing either. */
function quotes(header: string, lineText: string): (text: string) => string {
  return header === lineText && plain.test(header) ? (text) => `"${text}"` : quoted
}

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}
