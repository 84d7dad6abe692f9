import { spawn, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { isPatient, outOfPatience } from '@slipway/local-cloud-frame/patience'
import { slowness } from '@slipway/local-cloud-frame/slowness'

/** Until the test ends, processes that do nothing but work: as many as it takes for this machine to be slow. */
async function slowMachine(factor: number): Promise<void> {
  const loops: ChildProcess[] = []
  onTestFinished(() => void loops.map((loop) => loop.kill('SIGKILL')))
  while ((await slowness()) < factor) {
    for (let count = 0; count < 2 * availableParallelism(); count += 1) {
      loops.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
    }
    // What was measured is kept for a second.
    await delay(1_000)
  }
}

it('has at least the time that was given, and no end of it on no machine', async () => {
  const [begun, never] = [Date.now(), new AbortController()]
  await outOfPatience(100, never.signal)
  expect(Date.now() - begun).toBeGreaterThanOrEqual(99)
  expect(await isPatient(Date.now() - 3_600_000, 100)).toBe(false)
})

it('ends with its signal', async () => {
  const ending = [AbortSignal.timeout(10), AbortSignal.abort()].map((signal) => outOfPatience(3_600_000, signal))
  expect(await Promise.all(ending)).toEqual([undefined, undefined])
})

it('has more on a machine that is busy', async () => {
  await slowMachine(1.5)
  expect(await isPatient(Date.now() - 1100, 1000)).toBe(true)
})
