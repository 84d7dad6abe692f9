/** Work that has begun, so that who ends what it uses can wait for it. */
export interface Underway {
  /** Hands the work through; it belongs to `settled` until it has ended, however it ends. */
  run<Result>(work: () => Promise<Result>): Promise<Result>
  /** Resolves when nothing is under way any more; what begins in the meantime is waited for too. Never rejects. */
  settled(): Promise<void>
}

export function underway(): Underway {
  const running = new Set<Promise<unknown>>()
  return {
    run(work) {
      const started = work()
      running.add(started)
      const forget = (): void => void running.delete(started)
      started.then(forget, forget)
      return started
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}
