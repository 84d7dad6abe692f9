import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface PeakMemory {
  /** Bytes: VmHWM of the process itself (https://man7.org/linux/man-pages/man5/proc_pid_status.5.html). */
  readonly own: number
  /** Bytes: the highest sum over the process and its descendants that a look every few milliseconds saw. */
  readonly tree: number
}

/** Writes VmHWM as the process ends. The kernel keeps it per program, so what started the process does not count. */
const preload = `const fs = require('node:fs')
process.on('exit', () => fs.writeFileSync(process.env.PEAK_FILE, fs.readFileSync('/proc/self/status')))
`

/** Linux only. */
export async function peakMemory(file: string, env: NodeJS.ProcessEnv, scratch: string): Promise<PeakMemory> {
  const [script, status] = [join(scratch, 'peak.cjs'), join(scratch, 'peak-status')]
  writeFileSync(script, preload)
  const child = spawn(process.execPath, ['--require', script, file], {
    env: { ...env, PEAK_FILE: status },
    stdio: 'ignore',
  })
  let tree = 0
  const look = setInterval(() => (tree = Math.max(tree, residentBelow(child.pid ?? 0))), 4)
  await once(child, 'close')
  clearInterval(look)
  return { own: field(readFileSync(status, 'utf8'), 'VmHWM'), tree }
}

function residentBelow(pid: number): number {
  try {
    const own = field(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS')
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    )
    return own + children.reduce((sum, child) => sum + residentBelow(Number(child)), 0)
  } catch {
    return 0 // ended meanwhile
  }
}

function field(status: string, name: string): number {
  const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status) ?? []
  if (kilobytes === undefined) throw new Error(`no ${name} in /proc/PID/status`)
  return Number(kilobytes) * 1024
}
