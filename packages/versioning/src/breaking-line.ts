/** The tolerant footer: upper case and a colon at the start of a line, whatever the header. */
export const breakingFooter: RegExp = /^\s*(BREAKING[ -]CHANGE):\s*(.*)$/

/**
 * The index of the first line after the header that announces a breaking change; `undefined` when none does.
 * Lines of a quote, a heading or a bullet begin with their mark, so they never match; lines of a code fence are passed
 * over. A fence that is never closed is no fence: it must not hide a footer.
 */
export function breakingLine(lines: readonly string[], header: number): number | undefined {
  if (!lines.some((line) => breakingFooter.test(line))) return undefined
  for (let index = header + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (breakingFooter.test(line)) return index
    index = fenceEnd(lines, index) ?? index
  }
  return undefined
}

/** The index of the line that closes the fence which `start` opens; `undefined` when it opens none. */
function fenceEnd(lines: readonly string[], start: number): number | undefined {
  const mark = /^\s*(`{3,}(?=[^`]*$)|~{3,})/.exec(lines[start] ?? '')?.[1]
  if (mark === undefined) return undefined
  const close = new RegExp(`^\\s*${mark[0] ?? ''}{${mark.length},}\\s*$`)
  const end = lines.findIndex((line, index) => index > start && close.test(line))
  return end === -1 ? undefined : end
}
