import { expect } from 'vitest'

/**
 * Lets a regular expression within `toMatchObject` and `toEqual` match a text. Without this, toMatchObject compares the
 * members of the expression, of which there are none, so that it holds for every value.
 */
expect.addEqualityTesters([
  (actual: unknown, expected: unknown) => {
    if (!(expected instanceof RegExp) || actual instanceof RegExp) return undefined
    return typeof actual === 'string' && expected.test(actual)
  },
])
