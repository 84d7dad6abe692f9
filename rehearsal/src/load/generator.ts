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

/**
 * Sends `rate` requests a second to `url`, whether or not earlier ones were answered, in turn over kept and over new
 * connections, and hands over each as a sample.
 */
export function generate(url: string, rate: number, onSample: (sample: Sample) => void): Generator {
  const kept = new Agent({ keepAlive: true, maxSockets: 64 })
  const pending = new Set<Promise<void>>()
  const started = performance.now()
  let sent = 0
  const sendOne = (): void => {
    const request = send(url, sent++ % 2 === 0 ? kept : undefined).then((sample) => {
      onSample(sample)
      pending.delete(request)
    })
    pending.add(request)
  }
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - started) * rate) / 1000)
    // After a stall the missed requests are sent in small groups, not as one wave.
    for (let count = Math.min(due - sent, 8); count > 0; count--) sendOne()
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
