import { Failure } from '@slipway/outcome'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askingUntil } from '../src/gate/ask-in-time.ts'

const clock = { now: () => 10_000 }
const never = new AbortController().signal
const unanswered = (why: string): string => `unanswered: ${why}`

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function answerAfter(ms: number): (signal: AbortSignal) => Promise<string> {
  return () => new Promise((resolve) => void setTimeout(resolve, ms, 'an answer'))
}

describe('a question of the gate', () => {
  it.for([
    { name: 'in time', deadline: 15_000, takes: 4900, answer: 'an answer' },
    { name: 'too late', deadline: 15_000, takes: 5100, answer: 'unanswered: no answer of AWS within 5 s' },
    { name: 'asked at the deadline, in a moment', deadline: 10_000, takes: 900, answer: 'an answer' },
    {
      name: 'asked at the deadline, too late',
      deadline: 10_000,
      takes: 1100,
      answer: 'unanswered: no answer of AWS within 1 s',
    },
    { name: 'asked after the deadline, in a moment', deadline: 1, takes: 900, answer: 'an answer' },
  ])('is answered or given up: $name', async ({ deadline, takes, answer }) => {
    const asked = askingUntil(deadline, clock, never)(answerAfter(takes), unanswered)
    await vi.advanceTimersByTimeAsync(takes)
    expect(await asked).toBe(answer)
  })

  it('that is throttled is unanswered, one that is refused throws', async () => {
    const ask = askingUntil(60_000, clock, never)
    const throttled = new Failure('AWS_THROTTLED', 'slow down')
    expect(await ask(() => Promise.reject(throttled), unanswered)).toBe('unanswered: slow down')
    const denied = new Failure('AWS_ACCESS_DENIED', 'denied')
    await expect(ask(() => Promise.reject(denied), unanswered)).rejects.toBe(denied)
  })

  it('ends with the job', async () => {
    const abort = new AbortController()
    const asked = askingUntil(
      60_000,
      clock,
      abort.signal,
    )(answerAfter(50_000), unanswered).catch((reason: unknown) => reason)
    abort.abort('SIGINT')
    expect(await asked).toBe('SIGINT')
  })
})
