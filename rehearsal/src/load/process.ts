import { generate, type Generator } from './generator.ts'
import type { Order, Report } from './message.ts'
import type { Sample } from './sample.ts'

/** How often samples are handed over, in milliseconds. */
const batchMs = 100

let batch: { samples: Sample[]; heldBack: number[] } = { samples: [], heldBack: [] }
let running: Generator | undefined

function say(report: Report): void {
  process.send?.(report)
}

function handOver(): void {
  if (batch.samples.length + batch.heldBack.length === 0) return
  say({ kind: 'samples', ...batch })
  batch = { samples: [], heldBack: [] }
}

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'start':
      running = generate(order.url, order.rate, {
        sample: (sample) => batch.samples.push(sample),
        heldBack: (at) => batch.heldBack.push(at),
      })
      setInterval(handOver, batchMs)
      return
    case 'flush':
      await running?.settled()
      handOver()
      return say({ kind: 'flushed' })
    case 'stop':
      await running?.stop()
      handOver()
      say({ kind: 'stopped' })
      process.disconnect()
      process.exit(0)
  }
}

process.on('message', (order: Order) => void obey(order))
// Whoever started the load is gone: there is nobody left to load for.
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; the one who started the load ends it in order.
process.on('SIGINT', () => undefined)
