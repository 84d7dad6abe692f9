/**
 * What the call comes to, or the signal's reason as soon as that is aborted: what the call does then is left behind, so
 * it has to end with the signal too. It is not made once the signal is aborted.
 */
export async function untilAborted<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await call()
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const stop = (): void => reject(signal.reason as Error)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([call(), aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/**
 * What the call returns, or nothing as soon as the job is cancelled: a throttled call is tried for longer than the
 * seconds that a cancelled job has. A call that begins after the cancellation is waited for.
 */
export async function untilCancelled<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T | undefined> {
  if (signal.aborted) return await call()
  const { promise: cancelled, resolve } = Promise.withResolvers<undefined>()
  const stop = (): void => resolve(undefined)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([call(), cancelled])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
