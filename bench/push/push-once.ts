import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Registry } from './registry.ts'

/** What a worker is told to push. */
export interface PushOrder {
  readonly layout: string
  readonly endpoint: string
  readonly token: string
  readonly repository: string
  readonly connections: number
}

/** What it took. */
export interface PushResult {
  readonly ms: number
  /** Of the worker, in user and system mode. */
  readonly cpuMs: number
  readonly pushedBytes: number
}

/** One push by a new process, measured from when that has loaded everything. */
export async function pushOnce(layout: string, registry: Registry, connections = 4): Promise<PushResult> {
  const worker = fork(join(import.meta.dirname, 'worker.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(worker, 'exit')
  await once(worker, 'message')
  const { endpoint, token, repository } = registry
  worker.send({ layout, endpoint, token, repository, connections } satisfies PushOrder)
  const [result] = (await Promise.race([once(worker, 'message'), ended.then(failed)])) as [PushResult]
  await ended
  return result
}

function failed(): never {
  throw new Error('the push failed; its error is above')
}
