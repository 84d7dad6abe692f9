const inUrl = /:\/\/[^/@\s']+@/g
const inHeader = /(authorization:\s*(?:basic|bearer|token)\s+)[^\s'"]+/gi

/** Takes secrets out of git's words: those that are known, and whatever stands where credentials stand. */
export function scrubber(secrets: readonly string[]): (words: string) => string {
  const known = secrets.filter((secret) => secret !== '').toSorted((a, b) => b.length - a.length)
  return (words) => {
    const without = known.reduce((text, secret) => text.replaceAll(secret, '***'), words)
    return without.replaceAll(inUrl, '://***@').replaceAll(inHeader, '$1***')
  }
}
