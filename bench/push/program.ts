import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

export interface ProgramRun {
  readonly ms: number
  /** Of the program and its children, in user and system mode. */
  readonly cpuMs: number
}

/** Runs a program to its end, its output thrown away; bash's `times` says what it used. */
export async function runProgram(program: string, args: readonly string[]): Promise<ProgramRun> {
  const script = '"$@" >/dev/null; status=$?; times; exit $status'
  const startedAt = performance.now()
  const child = spawn('bash', ['-c', script, 'bash', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close') as Promise<[number]>
  const [out, problem] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = await ended
  const ms = performance.now() - startedAt
  if (status !== 0) throw new Error(`${program} ended with exit code ${status}: ${problem.trim()}`)
  const [, children = ''] = out.trim().split('\n')
  return { ms, cpuMs: children.split(' ').reduce((sum, each) => sum + millisecondsOf(each), 0) }
}

/** `0m1.234s` */
function millisecondsOf(time: string): number {
  const [, minutes = '0', seconds = '0'] = /^(\d+)m([\d.]+)s$/.exec(time) ?? []
  return (Number(minutes) * 60 + Number(seconds)) * 1000
}
