import { describe, expect, it } from 'vitest'
import { isImmutable, promotionOrder } from '../src/promotion/tag-order.ts'

function repository(tagMutability: string, ...exclusionFilters: string[]) {
  return { name: 'app', uri: 'host/app', tagMutability, exclusionFilters }
}

describe('isImmutable', () => {
  it.for([
    ['MUTABLE', [], 'v1', false],
    ['IMMUTABLE', [], 'v1', true],
    ['IMMUTABLE_WITH_EXCLUSION', ['latest'], 'latest', false],
    ['IMMUTABLE_WITH_EXCLUSION', ['latest'], 'latest-1', true],
    ['IMMUTABLE_WITH_EXCLUSION', ['dev-*', 'lat*'], 'latest', false],
    ['IMMUTABLE_WITH_EXCLUSION', ['v1.*'], 'v1x2', true],
    ['MUTABLE_WITH_EXCLUSION', ['v*'], 'v1.4.0', true],
    ['MUTABLE_WITH_EXCLUSION', ['v*'], 'latest', false],
    ['MUTABLE_WITH_EXCLUSION', ['*-rc*'], 'v1.4.0-rc.1', true],
    ['SOMETHING_NEW', [], 'v1', false],
  ] as const)('%s %j: %s is %s', ([mutability, filters, tag, expected]) => {
    expect(isImmutable(repository(mutability, ...filters), tag)).toBe(expected)
  })
})

describe('promotionOrder', () => {
  it.for([
    ['floating tags last', 'MUTABLE', ['latest', 'v1', 'v1.4', 'v1.4.0'], ['v1.4.0', 'v1.4', 'v1', 'latest']],
    ['without a v', 'MUTABLE', ['1', '1.4', '1.4.0'], ['1.4.0', '1.4', '1']],
    ['a commit is specific, even of digits', 'MUTABLE', ['main', '1234567', 'v2'], ['1234567', 'v2', 'main']],
    ['names of their own keep their order', 'MUTABLE', ['build-7', 'a'], ['build-7', 'a']],
    ['everything immutable', 'IMMUTABLE', ['latest', 'v1.4.0'], ['v1.4.0', 'latest']],
  ] as const)('%s', ([, mutability, tags, expected]) => {
    expect(promotionOrder(repository(mutability), tags)).toEqual(expected)
  })

  it('gives what never moves before its like', () => {
    expect(promotionOrder(repository('MUTABLE_WITH_EXCLUSION', 'z*'), ['a', 'z'])).toEqual(['z', 'a'])
  })
})
