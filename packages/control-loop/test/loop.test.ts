import type { Decision } from '@slipway/outcome'
import { describe, expect, it, onTestFinished } from 'vitest'
import { backoff, runLoop, systemClock, type Clock } from '../src/index.ts'

function countingClock(): Clock {
  let now = 0
  return {
    now: () => now,
    async sleep(ms) {
      now += ms
    },
  }
}

describe('runLoop', () => {
  it('observes before every decision and ends with the end', async () => {
    const done: string[] = []
    const said: string[] = []
    const end = await runLoop<number, string, number>({
      clock: countingClock(),
      observe: async () => done.length,
      decide: (count, now): Decision<string, number> => {
        if (now < 300) return { kind: 'wait', ms: 100, because: 'too early' }
        if (count < 2) return { kind: 'act', command: `step ${count}`, because: `at ${count}` }
        return { kind: 'end', end: now, because: 'two done' }
      },
      execute: async (command) => {
        done.push(command)
      },
      say: (line) => said.push(line),
    })
    expect(end).toBe(300)
    expect(done).toEqual(['step 0', 'step 1'])
    expect(said).toEqual(['too early', 'at 0', 'at 1', 'two done'])
  })
})

describe('systemClock', () => {
  it('sleeps as long as a timer can when it is asked for longer, not for no time at all', async () => {
    const warnings: Error[] = []
    const warned = (warning: Error): void => void warnings.push(warning)
    process.on('warning', warned)
    onTestFinished(() => void process.off('warning', warned))
    const abort = new AbortController()
    const slept = systemClock.sleep(2 ** 40, abort.signal)
    await new Promise(setImmediate)
    expect(warnings).toEqual([])
    abort.abort()
    await slept
  })

  it('wakes early when the signal is aborted', async () => {
    const abort = new AbortController()
    const slept = systemClock.sleep(60_000, abort.signal)
    abort.abort()
    await expect(slept).resolves.toBeUndefined()
  })
})

describe('backoff', () => {
  it.for([
    [0, 50],
    [1, 100],
    [3, 400],
    [9, 500],
  ] as const)('attempt %i waits at most twice %i ms', ([attempt, half]) => {
    expect(backoff(attempt, { base: 100, cap: 1000, random: () => 0.5 })).toBe(half)
  })
})
