import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Order, Report } from './message.ts'
import type { Sample } from './sample.ts'

const program = fileURLToPath(new URL('./process.ts', import.meta.url))

/** The constant load on one address, sent by a process of its own so that nothing here can slow it down. */
export interface Load {
  /** Every request that has ended and was handed over, by the time it ended. */
  readonly samples: readonly Sample[]
  /** When a request was due and not sent, because as many as may be were on their way; epoch milliseconds. */
  readonly heldBack: readonly number[]
  /** Resolves when everything sent until now is among the samples. */
  flush(): Promise<void>
  stop(): Promise<void>
}

/** Starts `rate` requests a second to `url` and returns once the first have been answered, or held back. Throws from `flush` and `stop` when the load's process died. */
export async function startLoad(url: string, rate: number): Promise<Load> {
  const [samples, heldBack]: [Sample[], number[]] = [[], []]
  const child = fork(program, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const answered = answers(child, samples, heldBack)
  const tell = async (order: Order): Promise<void> =>
    new Promise((resolve, reject) => child.send(order, (error) => (error === null ? resolve() : reject(error))))
  const begun = answered('samples')
  await Promise.all([tell({ kind: 'start', url, rate }), begun])
  return {
    samples,
    heldBack,
    async flush() {
      await Promise.all([answered('flushed'), tell({ kind: 'flush' })])
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      await Promise.all([once(child, 'exit'), tell({ kind: 'stop' })])
    },
  }
}

function answers(child: ChildProcess, samples: Sample[], heldBack: number[]): (kind: Report['kind']) => Promise<void> {
  const waiting: { kind: Report['kind']; resolve: () => void; reject: (error: Error) => void }[] = []
  child.on('message', (report: Report) => {
    if (report.kind === 'samples') {
      samples.push(...report.samples)
      heldBack.push(...report.heldBack)
    }
    const index = waiting.findIndex((one) => one.kind === report.kind)
    if (index >= 0) waiting.splice(index, 1)[0]?.resolve()
  })
  child.on('exit', (code, signal) => {
    const error = new Error(`the load's process ended early (${signal ?? `exit code ${code}`})`)
    for (const one of waiting.splice(0)) one.reject(error)
  })
  return async (kind) => new Promise((resolve, reject) => waiting.push({ kind, resolve, reject }))
}
