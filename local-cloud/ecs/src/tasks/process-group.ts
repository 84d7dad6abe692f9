import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { eachLine } from './lines.ts'
import { outOfPatience } from '@slipway/local-cloud-frame/patience'
import type { CommandLine } from './command-line.ts'
import type { Reaper } from './reaper.ts'
import type { Exit } from './runtime.ts'

/** A process with all its children: they are signalled together, and none outlives it. */
export interface ProcessGroup {
  readonly exited: Promise<Exit>
  stop(graceMs: number): Promise<void>
  kill(): void
}

/** Wall milliseconds that output may keep coming after the end of a process. */
const drainMs = 2_000

/** Starts a command as the leader of a group of its own. Rejects where it cannot be started. */
export async function startGroup(
  { file, args, env }: CommandLine,
  cwd: string,
  output: (line: string) => void,
  reaper: Reaper,
): Promise<ProcessGroup> {
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  eachLine(child.stdout, output)
  eachLine(child.stderr, output)
  const closed = once(child, 'close')
  // A failure to start is told by `spawn`, below; `close` must not be an unhandled rejection then.
  closed.catch(() => {})
  await once(child, 'spawn')
  const leader = child.pid ?? 0
  reaper.watch(leader)
  const exited = end(child, leader, closed).finally(() => reaper.forget(leader))
  return {
    exited,
    kill: () => signal(leader, 'SIGKILL'),
    async stop(graceMs) {
      signal(leader, 'SIGTERM')
      const patience = new AbortController()
      const late = outOfPatience(graceMs, patience.signal)
      if ((await Promise.race([exited, late])) === undefined) signal(leader, 'SIGKILL')
      patience.abort()
      await exited
    },
  }
}

async function end(child: ChildProcess, leader: number, closed: Promise<unknown[]>): Promise<Exit> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  // What the leader leaves behind would keep its pipes open for ever.
  signal(leader, 'SIGKILL')
  // So would what has left the group, as a daemon does: what it still writes is nobody's output.
  const read = new AbortController()
  void outOfPatience(drainMs, read.signal).then(() => {
    for (const pipe of [child.stdout, child.stderr]) pipe?.destroy()
  })
  await closed
  read.abort()
  const number = child.signalCode === null ? 0 : constants.signals[child.signalCode]
  return { exitCode: child.exitCode ?? 128 + number }
}

function signal(leader: number, name: NodeJS.Signals): void {
  try {
    process.kill(-leader, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
