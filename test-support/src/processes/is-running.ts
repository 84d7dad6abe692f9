import { readFileSync } from 'node:fs'

/** Whether a process has not ended. One that has, and is not yet collected, has no command any more. */
export function isRunning(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}
