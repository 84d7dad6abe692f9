/**
 * `*` is any number of characters, `?` is exactly one; anything else is itself. Where the text goes on otherwise than the
 * pattern, only the latest `*` takes in one character more: an earlier one could not do better.
 */
export function matchesWildcard(pattern: string, text: string, ignoreCase: boolean): boolean {
  return ignoreCase ? matches(pattern.toLowerCase(), text.toLowerCase()) : matches(pattern, text)
}

function matches(pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0]
  let latest: { readonly after: number; readonly taken: number } | undefined
  while (inText < text.length) {
    const expected = pattern[inPattern]
    if (expected === '*') {
      inPattern += 1
      latest = { after: inPattern, taken: inText }
    } else if (expected === '?' || expected === text[inText]) {
      inPattern += 1
      inText += 1
    } else {
      if (latest === undefined) return false
      latest = { ...latest, taken: latest.taken + 1 }
      inPattern = latest.after
      inText = latest.taken
    }
  }
  return /^\**$/.test(pattern.slice(inPattern))
}
