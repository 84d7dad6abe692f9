/** Every line end that a pattern's dot and dollar know: one that stayed within a line would keep it from matching. */
export const lineEnd: RegExp = /\r\n|[\n\r\u2028\u2029]/

/** What is read of a line; more would only lengthen the notes. */
const longest = 1000

/** The beginning of a line that is long enough for anyone. */
export function cut(text: string): string {
  return text.length > longest ? text.slice(0, longest) : text
}

/**
 * A copy. A piece of a string keeps the whole alive: every message of a long history for the sake of a line. Joining
 * writes a new string, where adding would only refer to both parts.
 */
export function detached(text: string): string {
  return [text.charAt(0), text.slice(1)].join('')
}

/** A line as it is shown: without the blanks around it, not too long, and not holding on to its message. */
export function shownLine(line: string | undefined): string {
  return detached(cut((line ?? '').trim()))
}
