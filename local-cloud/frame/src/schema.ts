/**
 * The shapes that the AWS SDK's clients export at run time beside their commands (names ending in `$`), as one closed union.
 * Their encoding is that of `@smithy/types`, schema/static-schemas: numbers for simple shapes, arrays for the others.
 */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' | 'document' }
  | { readonly kind: 'list'; item(): Shape }
  | { readonly kind: 'map'; value(): Shape }
  | Structure

export interface Structure {
  readonly kind: 'structure'
  readonly name: string
  readonly members: ReadonlyMap<string, () => Shape>
  readonly required: readonly string[]
}

const simple: Readonly<Record<number, 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' | 'document'>> = {
  0: 'string',
  1: 'number',
  2: 'boolean',
  4: 'timestamp',
  5: 'timestamp',
  6: 'timestamp',
  7: 'timestamp',
  15: 'document',
  17: 'number',
  19: 'number',
  21: 'blob',
}
const listBit = 64
const mapBit = 128

/** Of an operation that has no input, or no output. */
const unit: Structure = { kind: 'structure', name: 'Unit', members: new Map(), required: [] }

export function isUnit(structure: Structure): boolean {
  return structure === unit
}

/** Reads one schema reference: a number, an array, a function that gives one of these, or one with traits. */
export function shape(reference: unknown): Shape {
  if (typeof reference === 'function') return shape((reference as () => unknown)())
  if (typeof reference === 'number') return simpleShape(reference)
  if (reference === 'unit') return unit
  if (!Array.isArray(reference)) throw new TypeError(`not a schema: ${String(reference)}`)
  // A member with traits of its own is [schema, traits].
  if (reference.length === 2) return shape(reference[0])
  return namedShape(reference as readonly unknown[])
}

function simpleShape(code: number): Shape {
  if ((code & mapBit) !== 0) return { kind: 'map', value: () => simpleShape(code & ~mapBit) }
  if ((code & listBit) !== 0) return { kind: 'list', item: () => simpleShape(code & ~listBit) }
  const kind = simple[code]
  if (kind === undefined) throw new TypeError(`unknown simple schema ${code}`)
  return { kind }
}

function namedShape(schema: readonly unknown[]): Shape {
  switch (schema[0]) {
    case 0:
      return shape(schema[4])
    case 1:
      return { kind: 'list', item: () => shape(schema[4]) }
    case 2:
      return { kind: 'map', value: () => shape(schema[5]) }
    case 3:
    case 4:
    case -3:
      return structure(schema)
    default:
      throw new TypeError(`unknown schema kind ${String(schema[0])}`)
  }
}

function structure(schema: readonly unknown[]): Structure {
  const names = schema[4] as readonly string[]
  const references = schema[5] as readonly unknown[]
  return {
    kind: 'structure',
    name: schema[2] as string,
    members: new Map(names.map((name, index) => [name, () => shape(references[index])])),
    // Required members come first; the seventh entry counts them.
    required: names.slice(0, (schema[6] as number | undefined) ?? 0),
  }
}
