import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'

/** Programs that run now, on behalf of this process. */
const running = new Map<ChildProcess, Promise<unknown>>()
let ending = false

export interface ProgramOptions {
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  /** What it reads; nothing when absent. */
  readonly input?: string
}

/** Runs a program to its end and returns what it wrote; an exit code other than 0 rejects with what it said. */
export async function runProgram(file: string, args: readonly string[], options: ProgramOptions): Promise<string> {
  if (ending) throw new Error(`${file} is not started any more`)
  const { input = '', ...where } = options
  const child = spawn(file, args, { ...where, stdio: 'pipe' })
  // It may end without reading all of it.
  child.stdin.on('error', () => undefined).end(input)
  const closed = once(child, 'close')
  running.set(child, closed)
  const [out, said] = [buffer(child.stdout), buffer(child.stderr)]
  try {
    const [code] = (await closed) as [number | null]
    if (code === 0) return (await out).toString()
    throw new Error((await Promise.all([said, out])).join('').trim() || `${file} ended with ${code}`)
  } finally {
    running.delete(child)
  }
}

/** Ends every program and waits until the last one, and what it started, is gone; from now on none is started. */
export async function endPrograms(): Promise<void> {
  ending = true
  for (const child of running.keys()) child.kill()
  await Promise.allSettled(running.values())
}

/** Kills every program, for an end that waits for nothing. */
export function killPrograms(): void {
  for (const child of running.keys()) child.kill('SIGKILL')
}
