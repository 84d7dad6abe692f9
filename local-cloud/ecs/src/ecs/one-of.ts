import { invalid } from './errors.ts'

/**
 * Refuses a value outside its enum, as the API does before anything else; undefined is not given.
 * `known` is the enum object of the SDK, which has every value of the model.
 */
export function oneOf(path: string, known: Readonly<Record<string, string>>, value: string | undefined): void {
  const values = Object.values(known)
  if (value === undefined || values.includes(value)) return
  throw invalid(
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
  )
}
