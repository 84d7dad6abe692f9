import { describe, expect, it } from 'vitest'

describe('a regular expression in an expected object', () => {
  it.for<[string, unknown]>([
    ['another text', 'yes'],
    ['no text', undefined],
    ['a number', 1],
    ['an object', {}],
  ])('does not match %s', ([, value]) => {
    expect(() => expect({ a: { message: value } }).toMatchObject({ a: { message: /no/ } })).toThrow(/match/)
    expect(() => expect(Object.assign(new Error('x'), { a: value })).toMatchObject({ a: /no/ })).toThrow(/match/)
  })

  it('matches a text that it finds', () => {
    expect({ a: [{ message: 'no answer' }] }).toMatchObject({ a: [{ message: /^no/ }] })
    expect({ a: /x/ }).toEqual({ a: /x/ })
  })
})
