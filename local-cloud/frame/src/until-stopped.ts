/** What `work` comes to, or `instead` where the cloud stops first: nothing outside it can keep it from stopping. */
export async function untilStopped<Result>(
  work: Promise<Result>,
  instead: Result,
  stopping: AbortSignal,
): Promise<Result> {
  if (stopping.aborted) return instead
  const over = new AbortController()
  const stopped = new Promise<Result>((resolve) => {
    stopping.addEventListener('abort', () => resolve(instead), { once: true, signal: over.signal })
  })
  return Promise.race([work, stopped]).finally(() => over.abort())
}
