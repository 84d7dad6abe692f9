/**
 * What the call comes to, or the signal's reason as soon as that is aborted: what the call does then is left behind, so
 * it has to end with the signal too. It is not made once the signal is aborted.
 */
export async function untilAborted<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  signal?.throwIfAborted()
  return await orAtAbort(call, signal, ({ reason }) => Promise.reject(reason as Error))
}

/**
 * What the call returns, or nothing as soon as the job is cancelled: a throttled call is tried for longer than the
 * seconds that a cancelled job has. A call that begins after the cancellation is waited for.
 */
export async function untilCancelled<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T | undefined> {
  return await orAtAbort<T | undefined>(call, signal, () => undefined)
}

/** What comes first: the end of the call, or the moment in which the signal is aborted. */
async function orAtAbort<T>(
  call: () => Promise<T>,
  signal: AbortSignal | undefined,
  atAbort: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  if (signal === undefined) return await call()
  const { promise: aborted, resolve } = Promise.withResolvers<T>()
  const stop = (): void => resolve(atAbort(signal))
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([call(), aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
