import { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { everyRight } from '../src/every-right.ts'

const denied = (action: string): Failure =>
  new Failure('AWS_ACCESS_DENIED', `${action}: access denied`, { remedy: `grant ${action}` })
const unreachable = new Failure('AWS_UNREACHABLE', 'no answer')
const rejected = (error: unknown): Promise<never> => Promise.reject(error)

describe('calls that need rights', () => {
  it('give what they give, in order', async () => {
    expect(await everyRight([Promise.resolve(1), 'two', Promise.resolve(undefined)])).toEqual([1, 'two', undefined])
  })

  it.for<[string, readonly unknown[], object]>([
    ['one right', [denied('a')], denied('a')],
    [
      'several rights',
      [denied('a'), denied('b')],
      { message: 'a: access denied; b: access denied', remedy: 'grant a; grant b' },
    ],
    ['one right that two calls need', [denied('a'), denied('a')], { message: 'a: access denied', remedy: 'grant a' }],
    ['something else', [unreachable], unreachable],
    ['something else before a right', [unreachable, denied('a')], denied('a')],
    ['two other things', [unreachable, new Error('x')], unreachable],
  ])('fail for %s', async ([, errors, failure]) => {
    const calls = [Promise.resolve(1), ...errors.map(rejected)]
    const { message, remedy } = failure as Failure
    await expect(everyRight(calls)).rejects.toMatchObject({ message, remedy })
  })

  it('are all waited for', async () => {
    const late = Promise.withResolvers<never>()
    const all = everyRight([rejected(denied('a')), late.promise])
    late.reject(denied('b'))
    await expect(all).rejects.toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      message: 'a: access denied; b: access denied',
    })
  })
})
