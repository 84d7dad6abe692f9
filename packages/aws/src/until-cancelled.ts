/**
 * What the call returns, or nothing as soon as the job is cancelled: a throttled call is tried for longer than the
 * seconds that a cancelled job has. A call that begins after the cancellation is waited for.
 */
export async function untilCancelled<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T | undefined> {
  if (signal.aborted) return await call()
  const over = new AbortController()
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: over.signal })
      call().then(resolve, reject)
    })
  } finally {
    over.abort()
  }
}
