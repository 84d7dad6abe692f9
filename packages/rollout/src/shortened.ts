/** At most so many characters, and on one line; that something is left out shows. */
export function shortened(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`
}
