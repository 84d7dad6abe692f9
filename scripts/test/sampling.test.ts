import { describe, expect, it } from 'vitest'
import { choose, seedOf } from '@slipway/test-support/sampling/sampling'

const numbers = Array.from({ length: 100 }, (_, index) => index)
const even = (item: number): string => (item % 2 === 0 ? 'even' : 'odd')

describe('a sample', () => {
  it.for([1, 2, 3, 1234])('of seed %i has its size, the first, the last, and the order of the list', (seed) => {
    const chosen = choose(numbers, { size: 10, kind: even }, seed)
    expect(chosen).toHaveLength(10)
    expect([chosen[0], chosen.at(-1)]).toEqual([0, 99])
    expect(chosen).toEqual(chosen.toSorted((a, b) => a - b))
  })

  it('has one of every kind, be they more than its size', () => {
    const tens = (item: number): string => String(Math.floor(item / 10))
    for (const seed of numbers) {
      expect(new Set(choose(numbers, { size: 3, kind: tens }, seed).map(tens)).size).toBe(10)
    }
  })

  it('is the same for the same seed, and reaches everything over the seeds', () => {
    const sample = (seed: number): readonly number[] => choose(numbers, { size: 10, kind: even }, seed)
    expect(sample(5)).toEqual(sample(5))
    expect(new Set(numbers.flatMap(sample)).size).toBe(100)
  })

  it.for<[string, readonly number[]]>([
    ['nothing', []],
    ['one item', [1]],
    ['less than its size', [1, 2, 3]],
  ])('of %s is all of it', ([, items]) => {
    expect(choose(items, { size: 5, kind: even }, 1)).toEqual(items)
  })
})

describe('the seed', () => {
  it('is the one given, else the same for the same commit', () => {
    expect(seedOf({ TEST_SEED: '42' })).toBe(42)
    expect(seedOf({})).toBe(seedOf({}))
  })

  it.for(['-1', '1.5', 'x', '1234567890'])('is not %s', (given) => {
    expect(() => seedOf({ TEST_SEED: given })).toThrow(`TEST_SEED is "${given}"`)
  })
})
