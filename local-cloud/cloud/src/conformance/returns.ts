/** Paths of `returns` (see Operation) that an answer lacks, with the index of the item that lacks them. */
export function missingMembers(returns: readonly string[], output: unknown): readonly string[] {
  return returns.flatMap((path) => missing(path.split('.'), output, ''))
}

function missing([step, ...rest]: readonly string[], value: unknown, at: string): readonly string[] {
  if (step === undefined) return []
  const name = step.replace(/(\[\])?\??$/, '')
  const path = at === '' ? name : `${at}.${name}`
  const held = (value as Readonly<Record<string, unknown>> | undefined)?.[name]
  if (held === undefined || held === null) return step.endsWith('?') ? [] : [path]
  if (!step.includes('[]')) return missing(rest, held, path)
  if (!Array.isArray(held)) return [`${path}[]`]
  return held.flatMap((item, index) => missing(rest, item, `${path}[${index}]`))
}
