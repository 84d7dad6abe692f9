/** What has to be ended when a cloud stops, in the reverse order of its beginning. */
export interface Shutdown {
  onStop(hook: () => void | Promise<void>): void
  /** Runs every hook, whatever one of them throws, and then throws what they threw. A second call waits for the first. */
  run(): Promise<void>
}

export function createShutdown(): Shutdown {
  const hooks: (() => void | Promise<void>)[] = []
  let running: Promise<void> | undefined
  return {
    onStop: (hook) => void hooks.push(hook),
    run() {
      running ??= runAll(hooks)
      return running
    },
  }
}

async function runAll(hooks: (() => void | Promise<void>)[]): Promise<void> {
  const errors: unknown[] = []
  for (let hook = hooks.pop(); hook !== undefined; hook = hooks.pop()) {
    try {
      await hook()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw new AggregateError(errors, 'the local cloud did not stop cleanly')
}
