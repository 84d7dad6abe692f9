import type { Shape } from './schema.ts'

/**
 * A parsed JSON body without the members and map entries that are null, at every depth: to the AWS JSON protocols they are
 * absent ones. The nulls of a document are values; an item of a list cannot be absent, and is left to be refused.
 * https://smithy.io/2.0/spec/type-refinement-traits.html#sparse-trait
 */
export function withoutNulls(shape: Shape | undefined, value: unknown): unknown {
  if (shape?.kind === 'document') return value
  if (Array.isArray(value)) {
    const item = shape?.kind === 'list' ? shape.item() : undefined
    return value.map((held) => withoutNulls(item, held))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== null)
      .map(([name, held]) => [name, withoutNulls(memberOf(shape, name), held)]),
  )
}

/** Undefined for members that the model does not have. */
function memberOf(shape: Shape | undefined, name: string): Shape | undefined {
  if (shape?.kind === 'structure') return shape.members.get(name)?.()
  return shape?.kind === 'map' ? shape.value() : undefined
}
