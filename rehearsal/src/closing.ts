type Undo = () => void | Promise<void>

/** What has to be undone at the end, whatever the end is. */
export interface Closing {
  /** Aborted when the end begins. */
  readonly begun: AbortSignal
  /** Runs `undo` at the end, last registered first; at once where the end has begun. */
  add(undo: Undo): void
  /** Begins something that `undo` ends: an end that comes meanwhile waits for it, and undoes it too. */
  hold<Held>(beginning: Promise<Held>, undo: (held: Held) => void | Promise<void>): Promise<Held>
  /** Undoes everything once; what fails is told and does not stop the rest. */
  run(): Promise<void>
}

export function closing(tell: (problem: unknown) => void): Closing {
  const undos: Undo[] = []
  const beginnings = new Set<Promise<unknown>>()
  const begun = new AbortController()
  let running: Promise<void> | undefined
  const attempt = async (undo: Undo): Promise<void> => {
    try {
      await undo()
    } catch (error) {
      tell(error)
    }
  }
  const runAll = async (): Promise<void> => {
    begun.abort()
    while (undos.length + beginnings.size > 0) {
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) await attempt(undo)
      await Promise.allSettled(beginnings)
    }
    running = undefined
  }
  const add = (undo: Undo): void => {
    undos.push(undo)
    if (begun.signal.aborted) void run()
  }
  const run = async (): Promise<void> => (running ??= runAll())
  return {
    begun: begun.signal,
    add,
    async hold(beginning, undo) {
      const held = beginning.then((value) => {
        add(() => undo(value))
        return value
      })
      beginnings.add(held)
      return held.finally(() => beginnings.delete(held))
    },
    run,
  }
}
