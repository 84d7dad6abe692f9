import { expect, it } from 'vitest'
import { createEcr } from '../src/ecr.ts'
import { isTransient } from '../src/transient.ts'
import { within } from '../src/within.ts'
import { startWire } from './wire.ts'

it('a call that AWS never answers is given up, with its request, and may be asked again', async () => {
  const wire = await startWire(() => undefined)
  const error = await within(50, undefined, (signal) => createEcr().login(signal)).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'AWS_UNREACHABLE', message: 'no answer of AWS within 50 ms' })
  expect(isTransient(error)).toBe(true)
  expect(wire.calls.length).toBeLessThanOrEqual(1)
})

it('the retries of a throttled call end with the time', async () => {
  const wire = await startWire((_, __, call) => (call < 3 ? { code: 'ThrottlingException' } : undefined))
  await expect(within(2000, undefined, (signal) => createEcr().login(signal))).rejects.toMatchObject({
    message: 'no answer of AWS within 2 s',
  })
  expect(wire.calls.length).toBeLessThanOrEqual(3)
})

it('a call that takes no signal is left behind', async () => {
  await expect(within(1, undefined, () => new Promise<never>(() => undefined))).rejects.toMatchObject({
    code: 'AWS_UNREACHABLE',
  })
})

it('the signal of the job goes before the time', async () => {
  const call = (): Promise<never> => new Promise(() => undefined)
  await expect(within(60_000, AbortSignal.abort('SIGINT'), call)).rejects.toBe('SIGINT')
})

it('a time that no timer can wait is none', async () => {
  const slow = (): Promise<string> => new Promise((resolve) => void setTimeout(resolve, 20, 'an answer'))
  expect(await within(Number.POSITIVE_INFINITY, undefined, slow)).toBe('an answer')
})

it.for([0, 60_000])('what is answered is handed through, and so is a refusal (%i ms)', async (ms) => {
  expect(await within(ms, undefined, async () => 'an answer')).toBe('an answer')
  await expect(within(ms, undefined, () => Promise.reject(new Error('denied')))).rejects.toThrow('denied')
})
