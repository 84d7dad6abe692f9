import { describe, expect, it } from 'vitest'
import { conflictAdvice } from '../src/promotion/conflict-advice.ts'
import { conflictsOf, planned, planPromotion, type TagState } from '../src/promotion/plan-promotion.ts'
import { repositoryOf } from './memory.ts'

const own = `sha256:${'1'.repeat(64)}`
const old = `sha256:${'2'.repeat(64)}`
const on = (digest: string, ...tags: string[]): TagState => ({ digest, tags })

function lines(
  mutability: string,
  states: Readonly<Record<string, TagState>>,
  has: readonly string[] = [],
): readonly string[] {
  const plan = planPromotion(repositoryOf(mutability), new Map(Object.entries(states)), own, has)
  return plan.map((one) => `${one.tag}: ${planned(one)}`)
}

describe('planPromotion', () => {
  it.for<[string, string, Readonly<Record<string, TagState>>, readonly string[]]>([
    ['free tags', 'MUTABLE', { latest: undefined, 'v1.4.0': undefined }, ['v1.4.0: free', 'latest: free']],
    ['what is there', 'IMMUTABLE', { 'v1.4.0': on(own, 'v1.4.0') }, ['v1.4.0: on it already']],
    [
      'what is taken for good',
      'IMMUTABLE',
      { 'v1.4.0': on(old, 'v1.4.0') },
      ['v1.4.0: immutable, and on sha256:222222222222 already'],
    ],
    [
      'floating tags of an older release',
      'MUTABLE',
      { latest: on(old, 'v1.3.0', 'latest'), 'v1.4.0': undefined },
      ['v1.4.0: free', 'latest: moves from sha256:222222222222'],
    ],
    [
      'floating tags of a newer release',
      'MUTABLE',
      { latest: on(old, 'v2.0.0', 'latest'), v1: on(old, 'v1.9.0', 'v2.0.0'), 'v1.4.0': undefined },
      [
        'v1.4.0: free',
        'v1: stays on sha256:222222222222, which is v1.9.0',
        'latest: stays on sha256:222222222222, which is v2.0.0',
      ],
    ],
    [
      'a floating tag that never moves is a conflict, newer or not',
      'IMMUTABLE',
      { latest: on(old, 'v2.0.0', 'latest'), 'v1.4.0': undefined },
      ['v1.4.0: free', 'latest: immutable, and on sha256:222222222222 already'],
    ],
  ])('%s', ([, mutability, states, expected]) => {
    expect(lines(mutability, states)).toEqual(expected)
  })

  it('knows by a tag that the image has already which release it is', () => {
    const states = { latest: on(old, 'v1.9.0', 'latest') }
    expect(lines('MUTABLE', states)).toEqual(['latest: moves from sha256:222222222222'])
    expect(lines('MUTABLE', states, ['v1.4.0'])).toEqual(['latest: stays on sha256:222222222222, which is v1.9.0'])
  })

  it('takes every immutable tag that is there for a conflict while the digest is not known', () => {
    const states = new Map([['v1.4.0', on(own, 'v1.4.0')]])
    const plan = planPromotion(repositoryOf('IMMUTABLE'), states, undefined, [])
    expect(conflictsOf(plan, undefined)).toBe(`tag v1.4.0 is immutable and on ${own} already`)
  })
})

describe('what to do about tags that never move and are taken', () => {
  it.for<[string, readonly string[], string]>([
    ['a release', ['v1.4.0'], 'release under another tag than v1.4.0, or deploy the image that has it'],
    [
      'what follows the releases',
      ['v1', 'latest'],
      'to let v1, latest move, exclude it from the tag immutability of the repository (aws ecr put-image-tag-mutability), or leave it out of tags',
    ],
    [
      'both',
      ['v1.4.0', 'latest'],
      'release under another tag than v1.4.0, or deploy the image that has it; to let latest move, exclude it from the tag immutability of the repository (aws ecr put-image-tag-mutability), or leave it out of tags',
    ],
  ])('%s', ([, tags, advice]) => {
    expect(conflictAdvice(tags)).toBe(advice)
  })
})
