/** Shorter texts begin too many others. */
const leastPrefix = 3

/** What an almost right text differs in, in words; `undefined` where it is simply another one. */
export function nearMiss(actual: string, expected: string): string | undefined {
  if (actual.trim() === expected.trim()) return 'only blanks around it differ'
  if (withoutV(actual) === withoutV(expected)) return 'only the leading v differs'
  if (actual.toLowerCase() === expected.toLowerCase()) return 'only upper and lower case differ'
  if (begins(actual, expected)) return 'it begins with what is expected'
  if (begins(expected, actual)) return 'what is expected begins with it'
  if (contains(actual, expected)) return 'it contains what is expected'
  const near = begins(actual, withoutV(expected))
  return near ? 'but for the leading v, it begins with what is expected' : undefined
}

function withoutV(text: string): string {
  return text.trim().replace(/^v(?=\d)/i, '')
}

/** As a part of its own: 11.4.0 does not contain 1.4.0. */
function contains(actual: string, expected: string): boolean {
  const start = expected.length < leastPrefix ? -1 : actual.indexOf(expected)
  const [before, after] = [actual.slice(0, Math.max(0, start)), actual.slice(start + expected.length)]
  return start >= 0 && /(?:^|[^\p{L}\p{N}.])v?$/iu.test(before) && !/^[\p{L}\p{N}]/u.test(after)
}

function begins(text: string, start: string): boolean {
  return start.length >= leastPrefix && text.startsWith(start)
}
