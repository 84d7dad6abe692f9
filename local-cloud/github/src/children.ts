import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** The git processes that serve somebody right now, so that none outlives the cloud. Each leads a process group. */
export interface RunningChildren {
  /** One that comes when the cloud has stopped is killed at once. */
  add(child: ChildProcess): void
  stop(): Promise<void>
}

export function runningChildren(): RunningChildren {
  const running = new Set<ChildProcess>()
  let stopped = false
  return {
    add(child) {
      running.add(child)
      child.once('close', () => running.delete(child))
      if (stopped) killGroup(child)
    },
    async stop() {
      stopped = true
      const ended = [...running].map((child) => once(child, 'close').catch(() => undefined))
      for (const child of running) killGroup(child)
      await Promise.all(ended)
    },
  }
}

/** Kills the process and those that it started. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
