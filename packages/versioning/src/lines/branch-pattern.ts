/**
 * Whether a name exists that both patterns match. `*` stands for anything but a slash, `**` for anything, and every other
 * character for itself, so a branch is a pattern that matches its own name only.
 */
export function patternsOverlap(left: string, right: string): boolean {
  const [a, b] = [parts(left), parts(right)]
  // below[j]: whether what follows part i of `a` and what follows part j of `b` can be the same text.
  let below: boolean[] = []
  for (let i = a.length; i >= 0; i--) {
    // Filled from its end, an empty list would be kept as a dictionary.
    const row = Array.from({ length: b.length + 1 }, () => false)
    for (let j = b.length; j >= 0; j--) row[j] = meet(a[i], b[j], below[j], row[j + 1], below[j + 1])
    below = row
  }
  return below[0] === true
}

/** Whether two rests can be the same text, from what is known of the rests without the one part, the other, or both. */
function meet(a?: string, b?: string, withoutA?: boolean, withoutB?: boolean, withoutBoth?: boolean): boolean {
  if (isWild(a) && (withoutA === true || (takes(a, b) && withoutB === true))) return true
  if (isWild(b) && (withoutB === true || (takes(b, a) && withoutA === true))) return true
  if (a === undefined || b === undefined) return a === b
  return a === b && withoutBoth === true
}

function parts(pattern: string): readonly string[] {
  return pattern.match(/\*\*+|[^]/g) ?? []
}

function isWild(part: string | undefined): part is string {
  return part !== undefined && part.startsWith('*')
}

/** Whether a wild part takes a character in and goes on. */
function takes(wild: string, part: string | undefined): boolean {
  return part !== undefined && !isWild(part) && (wild !== '*' || part !== '/')
}

/** What a branch's name cannot hold (https://git-scm.com/docs/git-check-ref-format), but for the asterisk; a colon ends the pattern. */
// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const impossible = /[\u0000-\u0020\u007F~^?[\\]/

/** What keeps a text from being a pattern. */
export function branchPatternProblem(pattern: string): string | undefined {
  const character = impossible.exec(pattern)?.[0]
  if (character === undefined) return undefined
  return `has a branch pattern with ${JSON.stringify(character)}; only * and ** stand for something else than themselves`
}
