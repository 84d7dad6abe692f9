import { describe, expect, it, vi } from 'vitest'
import { untilAborted, untilCancelled } from '../src/index.ts'

const never = (): Promise<string> => new Promise(() => undefined)
const stopped = new Error('SIGTERM')

describe('a call that ends with a signal', () => {
  it('comes to what it returns, with a signal and without one', async () => {
    const { signal } = new AbortController()
    await expect(untilAborted(async () => 'done', signal)).resolves.toBe('done')
    await expect(untilAborted(async () => 'done', undefined)).resolves.toBe('done')
  })

  it("fails with the signal's reason as soon as that is aborted", async () => {
    const abort = new AbortController()
    const call = untilAborted(never, abort.signal)
    abort.abort(stopped)
    await expect(call).rejects.toBe(stopped)
  })

  it('is not made once the signal is aborted', async () => {
    const call = vi.fn<() => Promise<string>>(async () => 'made')
    await expect(untilAborted(call, AbortSignal.abort(stopped))).rejects.toBe(stopped)
    expect(call).not.toHaveBeenCalled()
  })

  it('fails by itself where it does', async () => {
    await expect(untilAborted(() => Promise.reject(stopped), new AbortController().signal)).rejects.toBe(stopped)
  })
})

describe('a call of a job that may be cancelled', () => {
  it('comes to what it returns, or to nothing as soon as the job is cancelled', async () => {
    const abort = new AbortController()
    await expect(untilCancelled(abort.signal, async () => 'done')).resolves.toBe('done')
    const call = untilCancelled(abort.signal, never)
    abort.abort(stopped)
    await expect(call).resolves.toBeUndefined()
  })

  it('is waited for where it begins after the cancellation', async () => {
    const later = async (): Promise<string> => await Promise.resolve('done')
    await expect(untilCancelled(AbortSignal.abort(stopped), later)).resolves.toBe('done')
  })

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController()
    const removed = vi.spyOn(signal, 'removeEventListener')
    await untilCancelled(signal, async () => 'done')
    expect(removed).toHaveBeenCalledTimes(1)
  })
})
