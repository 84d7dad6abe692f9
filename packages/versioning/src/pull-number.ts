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
