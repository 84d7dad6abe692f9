const compiled = new Map<string, RegExp>()

/** `*` is any number of characters, `?` is exactly one; anything else is itself. */
export function matchesWildcard(pattern: string, text: string, ignoreCase: boolean): boolean {
  const key = `${ignoreCase ? 'i' : 'c'}${pattern}`
  let expression = compiled.get(key)
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')
    expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's')
    compiled.set(key, expression)
  }
  return expression.test(text)
}
