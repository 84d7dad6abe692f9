/** What a client's `send` takes beside the command. */
export interface SendOptions {
  readonly abortSignal?: AbortSignal
}

/**
 * Runs a call that ends with the signal. The SDK aborts what is on the wire; it waits out its own backoff and the
 * providers of credentials, which are left behind here.
 */
export function untilAborted<T>(send: (options: SendOptions) => Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return send({})
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    send({ abortSignal: signal })
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort))
  })
}
