/** Shorter texts begin too many others. */
const leastPrefix = 3

/** What an almost right text differs in, in words; `undefined` where it is simply another one. */
export function nearMiss(actual: string, expected: string): string | undefined {
  if (actual.trim() === expected.trim()) return 'only blanks around it differ'
  if (withoutV(actual) === withoutV(expected)) return 'only the leading v differs'
  if (actual.toLowerCase() === expected.toLowerCase()) return 'only upper and lower case differ'
  if (begins(actual, expected)) return 'it begins with what is expected'
  return begins(expected, actual) ? 'what is expected begins with it' : undefined
}

function withoutV(text: string): string {
  return text.trim().replace(/^v(?=\d)/i, '')
}

function begins(text: string, start: string): boolean {
  return start.length >= leastPrefix && text.startsWith(start)
}
