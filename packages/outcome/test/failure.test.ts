import { describe as suite, expect, it } from 'vitest'
import { causesOf, describe, Failure } from '../src/index.ts'

suite('Failure', () => {
  it('keeps code, message, remedy and cause', () => {
    const cause = new TypeError('fetch failed')
    const failure = new Failure('NO_ANSWER', 'http://x did not answer', { remedy: 'check the listener', cause })
    expect(failure).toMatchObject({ code: 'NO_ANSWER', remedy: 'check the listener', cause })
  })

  it('renders the chain of causes, outermost first', () => {
    const root = new Error('ECONNREFUSED')
    const middle = new TypeError('fetch failed', { cause: root })
    const lines = causesOf(new Failure('NO_ANSWER', 'no answer', { cause: middle }))
    expect(lines).toEqual(['TypeError: fetch failed', 'ECONNREFUSED'])
  })

  it('ends on a chain that bites its tail', () => {
    const error = new Error('a')
    error.cause = error
    expect(causesOf(error)).toEqual([])
  })

  it.for<[string, Error, string]>([
    ['an error whose message is empty', new RangeError(''), 'RangeError'],
    [
      'what Node throws when no address of a name takes the connection',
      new AggregateError([new Error('connect ECONNREFUSED ::1:80'), new Error('connect ECONNREFUSED 127.0.0.1:80')]),
      'AggregateError: connect ECONNREFUSED ::1:80; connect ECONNREFUSED 127.0.0.1:80',
    ],
    ['an error of several lines', new Error('one\n  two\r\n\r\nthree'), 'one two three'],
  ])('describes in one line %s', ([, error, line]) => {
    expect(describe(error)).toBe(line)
  })

  it('describes what is no error', () => {
    expect(describe('gone')).toBe('gone')
  })
})
