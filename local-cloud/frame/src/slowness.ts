import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Wall milliseconds: on a machine that is not busy, a process that does nothing has started and ended well before. */
const usualMs = 150
/** Wall milliseconds for which a measurement is not repeated. */
const freshMs = 1_000

let latest: { readonly at: number; readonly factor: Promise<number> } | undefined

/** How many times slower than usual this machine is just now, never below 1: measured by starting a process. */
export async function slowness(): Promise<number> {
  const now = performance.now()
  if (latest === undefined || now - latest.at > freshMs) latest = { at: now, factor: measure() }
  return latest.factor
}

async function measure(): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore', env: {} })
  // Where not even a process can be had, the time until that was known counts.
  await once(child, 'close').catch(() => undefined)
  return Math.max(1, (performance.now() - started) / usualMs)
}
