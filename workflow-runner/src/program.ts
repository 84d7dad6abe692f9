import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { splitLines } from './line-splitter.ts'
import { killGroup } from './process-tree.ts'
import type { LogLine, Timing } from './run.ts'

/** Milliseconds that output may keep coming after the end of a process (actions/runner, ProcessInvoker). */
const drainMs = 5000

export interface ProgramOptions {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly timing: Timing
  readonly onLine: (stream: LogLine['stream'], text: string) => void
}

export interface Program {
  /** The exit code; `null` when a signal ended it. Output has been read to its end. */
  readonly done: Promise<number | null>
  /** SIGINT, SIGTERM, kill of the tree, with the waits of `timing`, until it has ended. */
  cancel(): Promise<void>
  kill(): void
}

/** A process as the leader of its own group, without input. */
export function startProgram({ file, args, cwd, env, timing, onLine }: ProgramOptions): Program {
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = (): void => {
    if (child.pid !== undefined) killGroup(child.pid)
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    const lines = splitLines((text) => onLine(stream, text))
    child[stream].on('data', lines.push).on('close', lines.end)
  }
  const done = ended(child, kill)
  return {
    done,
    kill,
    async cancel() {
      child.kill('SIGINT')
      if (await within(done, timing.interruptMs)) return
      child.kill('SIGTERM')
      if (await within(done, timing.terminateMs)) return
      kill()
    },
  }
}

async function ended(child: ChildProcess, kill: () => void): Promise<number | null> {
  const closed = once(child, 'close')
  closed.catch(() => {})
  const [code] = (await once(child, 'exit')) as [number | null]
  // What the process left behind may hold its output open.
  if (!(await within(closed, drainMs))) {
    kill()
    child.stdout?.destroy()
    child.stderr?.destroy()
  }
  await closed
  return code
}

/** Whether the work is done before the time is over. */
async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  const abort = new AbortController()
  const late = delay(ms, false, { signal: abort.signal }).catch(() => false)
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    abort.abort()
  }
}
