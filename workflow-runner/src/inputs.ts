import type { Manifest } from './manifest.ts'

export interface ResolvedInputs {
  /** By the name of action.yml, or the given one where action.yml has none. */
  readonly values: ReadonlyMap<string, string>
  /** In the runner's words. */
  readonly warnings: readonly string[]
}

/**
 * What is given under `with:` joined with the defaults. Names are compared without case. An unknown name is a warning
 * and is handed on; a missing required one is nothing to the runner, only to the action.
 */
export function resolveInputs(
  manifest: Manifest,
  given: Readonly<Record<string, string>>,
  token: string | undefined,
): ResolvedInputs {
  const names = manifest.inputs.map(({ name }) => name)
  const known = new Set(names.map(folded))
  const passed = new Map(Object.entries(given).map(([name, value]) => [folded(name), value]))
  const values = new Map<string, string>()
  for (const input of manifest.inputs) {
    values.set(input.name, passed.get(folded(input.name)) ?? defaultOf(input.name, input.default, token))
  }
  const unknown = Object.keys(given).filter((name) => !known.has(folded(name)))
  for (const name of unknown) values.set(name, given[name] ?? '')
  const deprecated = manifest.inputs
    .filter(({ name, deprecation }) => deprecation !== undefined && passed.has(folded(name)))
    .map(({ name, deprecation }) => `Input '${name}' has been deprecated with message: ${deprecation}`)
  const unexpected = `Unexpected input(s) '${unknown.join("', '")}', valid inputs are ['${names.join("', '")}']`
  return { values, warnings: [...deprecated, ...(unknown.length === 0 ? [] : [unexpected])] }
}

/** INPUT_NAME for each: upper case, blanks as underscores. */
export function inputEnvironment(values: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    [...values].map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  )
}

function defaultOf(name: string, text: string, token: string | undefined): string {
  const [before = '', ...parts] = text.split('${{')
  const filled = parts.map((part) => {
    const end = part.indexOf('}}')
    if (end < 0) return `\${{${part}`
    const expression = part.slice(0, end).trim()
    if (expression !== 'github.token')
      throw new Error(`the default of input ${name} is \${{ ${expression} }}; only github.token is known`)
    return `${token ?? ''}${part.slice(end + 2)}`
  })
  return before + filled.join('')
}

function folded(name: string): string {
  return name.toLowerCase()
}
