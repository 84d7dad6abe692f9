/** `(#12)` at the end of a header, as GitHub's squash and rebase leave it. */
const atEnd = /\(#(\d{1,9})\)$/

const merged = /^Merge pull request #(\d{1,9}) from /

/** The number of the pull request that a header names as its own. */
export function pullNumber(header: string): number | undefined {
  const digits = (header.endsWith(')') ? atEnd : merged).exec(header)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Whether a header is one of a squashed pull request. */
export function isSquashed(header: string): boolean {
  return header.endsWith(')') && atEnd.test(header)
}

/** Whether a header is GitHub's of a merge, under which the title of the pull request stands. */
export function isMergedPull(header: string): boolean {
  return header.startsWith('Merge pull request') && merged.test(header)
}

/** What stands in a pair of parentheses or brackets at the end: `#12`, `backport of #12`, `#12, #13`. */
const numbersOnly =
  /^[([](?:(?:(?:backport(?:s|ed)?|cherry[- ]pick(?:s|ed)?)(?: of| from)?:? )?(?:PR )?)#\d{1,9}(?:,? #\d{1,9})*[)\]]$/i

/** A subject without the numbers at its end, of which a backport has two, `(#12) (#34)`; and these, as they stand. */
export function withoutNumbers(subject: string): { readonly subject: string; readonly numbers: readonly number[] } {
  let rest = subject
  const groups: string[] = []
  for (let at = groupAt(rest); at > 0; at = groupAt(rest)) {
    const group = rest.slice(at)
    if (!numbersOnly.test(group)) break
    rest = rest.slice(0, at).trimEnd()
    groups.push(group)
  }
  return { subject: rest, numbers: (groups.toReversed().join('').match(/\d+/g) ?? []).map(Number) }
}

/** Where the last pair of parentheses or brackets begins; -1 where there is none. */
function groupAt(text: string): number {
  return Math.max(text.lastIndexOf('('), text.lastIndexOf('['))
}
