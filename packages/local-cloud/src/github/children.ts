import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** The git processes that serve somebody right now, so that none outlives the cloud. */
export interface RunningChildren {
  add(child: ChildProcess): void
  stop(): Promise<void>
}

export function runningChildren(): RunningChildren {
  const running = new Set<ChildProcess>()
  return {
    add(child) {
      running.add(child)
      child.once('close', () => running.delete(child))
    },
    async stop() {
      const ended = [...running].map((child) => once(child, 'close'))
      for (const child of running) child.kill('SIGKILL')
      await Promise.all(ended)
    },
  }
}
