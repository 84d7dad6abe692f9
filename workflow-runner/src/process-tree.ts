import { readdirSync, readFileSync } from 'node:fs'

/** Names, in a process's environment, the step that started it. */
export const trackingVariable = 'RUNNER_TRACKING_ID'

/** Kills a process group, if there is still one. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/**
 * Kills what a step left running outside of its process group. As the runner does at the end of a job, it is known by
 * its environment; where there is no /proc, the group alone is killed.
 */
export function killOrphans(trackingId: string): void {
  for (const pid of processes()) {
    if (environmentOf(pid).includes(`${trackingVariable}=${trackingId}\0`)) killOne(pid)
  }
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

/** Empty for a process that is gone, or not ours to read. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}
