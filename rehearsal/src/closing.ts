/** What has to be undone at the end, whatever the end is. */
export interface Closing {
  /** Aborted when the end begins. */
  readonly begun: AbortSignal
  /** Runs `undo` at the end, last registered first. */
  add(undo: () => void | Promise<void>): void
  /** Undoes everything once; what fails is told and does not stop the rest. */
  run(): Promise<void>
}

export function closing(tell: (problem: unknown) => void): Closing {
  const undos: (() => void | Promise<void>)[] = []
  const begun = new AbortController()
  let running: Promise<void> | undefined
  const runAll = async (): Promise<void> => {
    begun.abort()
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      try {
        await undo()
      } catch (error) {
        tell(error)
      }
    }
  }
  return {
    begun: begun.signal,
    add: (undo) => void undos.push(undo),
    run: async () => (running ??= runAll()),
  }
}
