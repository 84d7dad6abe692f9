import { Agent } from 'node:http'
import type { Sample } from './sample.ts'
import { send } from './send.ts'

export interface Generator {
  /** Resolves when every request sent so far has ended. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** How often due requests are sent, in milliseconds: several are then on their way together, evenly spread. */
const tickMs = 4

/** More would not load a machine that cannot answer them, but only have its answers come later and later. */
const mostOnTheirWay = 64

export interface Heard {
  sample(sample: Sample): void
  /** A request was due at `at`, epoch milliseconds, and not sent: as many as may be were on their way. */
  heldBack(at: number): void
}

/**
 * Sends `rate` requests a second to `url`, whether or not earlier ones were answered, in turn over kept and over new
 * connections, and hands over each as a sample.
 */
export function generate(url: string, rate: number, heard: Heard): Generator {
  const kept = new Agent({ keepAlive: true, maxSockets: 64 })
  const pending = new Set<Promise<void>>()
  const started = performance.now()
  let begun = 0
  const sendOne = (): void => {
    const turn = begun++
    if (pending.size >= mostOnTheirWay) return heard.heldBack(Date.now())
    const request = send(url, turn % 2 === 0 ? kept : undefined).then((sample) => {
      heard.sample(sample)
      pending.delete(request)
    })
    pending.add(request)
  }
  let ticked = started
  const timer = setInterval(() => {
    const now = performance.now()
    const due = Math.floor(((now - started) * rate) / 1000)
    // After a stall the missed requests are sent in small groups, not as one wave; however seldom it ticks, it catches up.
    const most = Math.max(8, Math.ceil(((now - ticked) * rate) / 500))
    ticked = now
    for (let count = Math.min(due - begun, most); count > 0; count--) sendOne()
  }, tickMs)
  const settled = async (): Promise<void> => void (await Promise.all(pending))
  return {
    settled,
    async stop() {
      clearInterval(timer)
      await settled()
      kept.destroy()
    },
  }
}
