/** What GitHub shows as a quote, folded, or not at all: release notes in the text of a bot, hints of a template. */
const mark = /<!--|-->|<\/?(?:blockquote|details)(?![\w-])/gi

interface Opening {
  readonly index: number
  /** Only a mark that begins its line opens a quote: text may be about one. */
  readonly begins: boolean
}

/**
 * Those of the lines, by rising index, that stand in no quote, folded block or comment of HTML. One that is never closed
 * is none: it must not hide a footer.
 */
export function outsideHtmlQuotes(lines: readonly string[], body: readonly number[]): readonly number[] {
  const open = new Map<string, Opening[]>()
  /** By how much the depth changes at a line. */
  const steps = new Map<number, number>()
  const step = (index: number, by: number): unknown => steps.set(index, (steps.get(index) ?? 0) + by)
  for (const index of body) {
    for (const { 0: found, index: at } of (lines[index] ?? '').matchAll(mark)) {
      const kind = found.replace(/[^a-z]/gi, '').toLowerCase()
      const openings = open.get(kind) ?? []
      open.set(kind, openings)
      if (found !== '-->' && !found.startsWith('</')) {
        openings.push({ index, begins: (lines[index] ?? '').slice(0, at).trim() === '' })
        continue
      }
      const opening = openings.pop()
      if (opening?.begins !== true) continue
      step(opening.index, 1)
      step(index + 1, -1)
    }
  }
  return steps.size === 0 ? body : atDepthNone(body, steps)
}

function atDepthNone(body: readonly number[], steps: ReadonlyMap<number, number>): readonly number[] {
  const edges = [...steps].toSorted(([a], [b]) => a - b)
  let depth = 0
  let passed = 0
  return body.filter((index) => {
    for (let edge = edges[passed]; edge !== undefined && edge[0] <= index; edge = edges[passed]) {
      depth += edge[1]
      passed += 1
    }
    return depth === 0
  })
}
