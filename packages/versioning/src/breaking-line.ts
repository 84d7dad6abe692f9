/** The tolerant footer: upper case and a colon at the start of a line, whatever the header. */
export const breakingFooter: RegExp = /^\s*(BREAKING[ -]CHANGE):\s*(.*)$/

/**
 * The index of the first line after the header that announces a breaking change; `undefined` when none does.
 * Lines of a quote, a heading or a bullet begin with their mark, so they never match; lines of a code fence are passed
 * over. A fence that is never closed is no fence: it must not hide a footer.
 */
export function breakingLine(lines: readonly string[], header: number): number | undefined {
  if (!lines.some((line) => breakingFooter.test(line))) return undefined
  const fenceEnd = fences(lines)
  for (let index = header + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (breakingFooter.test(line)) return index
    index = fenceEnd(index) ?? index
  }
  return undefined
}

/**
 * The index of the line that closes the fence which a line opens; `undefined` when it opens none. To be asked for
 * rising indices only: it remembers what it has passed, so that a message costs what its length is, not the square of it.
 */
function fences(lines: readonly string[]): (start: number) => number | undefined {
  const closers = lines.flatMap((line, index) =>
    /^\s*(`{3,}|~{3,})\s*$/.test(line) ? [{ index, mark: line.trim() }] : [],
  )
  const unclosed = new Map<string, number>()
  let passed = 0
  return (start) => {
    const mark = /^\s*(`{3,}(?=[^`]*$)|~{3,})/.exec(lines[start] ?? '')?.[1]
    if (mark === undefined || mark.length >= (unclosed.get(mark.charAt(0)) ?? Infinity)) return undefined
    while ((closers[passed]?.index ?? Infinity) <= start) passed += 1
    for (let at = passed; at < closers.length; at += 1) {
      const closer = closers[at]
      if (closer?.mark.startsWith(mark) === true) return closer.index
    }
    unclosed.set(mark.charAt(0), mark.length)
    return undefined
  }
}
