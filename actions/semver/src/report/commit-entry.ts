import type { RangeCommit } from '@slipway/versioning'

/**
 * A commit as JSON; what is not there is left out, `name` without packages, and `line-text` where it is the header. It is
 * put together by hand, because a file may have 100,000 of them: `JSON.stringify` of such objects takes three times as long.
 */
export function commitEntry(commit: RangeCommit, name: string): string {
  const { sha, header, type, scope, subject, bump, rule, line, lineText, breaking, pull, fate, by } = commit
  let entry = `{"sha":"${sha}","header":${quoted(header)}`
  if (name !== '') entry += `,"package":${quoted(name)}`
  if (type !== undefined) entry += `,"type":${quoted(type)}`
  if (scope !== undefined) entry += `,"scope":${quoted(scope)}`
  entry += `,"subject":${quoted(subject)},"bump":"${bump}","rule":"${rule}","line":${line}`
  if (lineText !== header) entry += `,"line-text":${quoted(lineText)}`
  if (breaking !== undefined) entry += `,"breaking":${quoted(breaking)}`
  if (pull !== undefined) entry += `,"pull":${pull}`
  entry += `,"fate":"${fate}"`
  return by === undefined ? `${entry}}` : `${entry},"by":"${by}"}`
}

/** Printable ASCII without the two characters that JSON escapes. */
const plain = /^[ !#-[\]-~]*$/

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}
