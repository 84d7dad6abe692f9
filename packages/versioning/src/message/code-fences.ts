/**
 * The indices of the lines from `start` on that stand in no code fence. A fence that is never closed is no fence: it
 * must not hide a footer.
 */
export function outsideFences(lines: readonly string[], start: number): readonly number[] {
  const fenceEnd = fences(lines)
  const outside: number[] = []
  for (let index = start; index < lines.length; index += 1) {
    const end = fenceEnd(index)
    if (end === undefined) outside.push(index)
    else index = end
  }
  return outside
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
