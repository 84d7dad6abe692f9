import type { RequestFacts } from './faults.ts'
import { untilStopped } from './until-stopped.ts'

/** A request to the AWS endpoint or the registry, as it comes in. */
export interface SeenRequest extends RequestFacts {
  /** False for whatever only reads. */
  readonly changes: boolean
}

export interface AnsweredRequest extends SeenRequest {
  /** 0 where a fault leaves it without an answer. */
  readonly status: number
  readonly error?: string | undefined
}

/** `drop` cuts the connection. Whatever a hook waits for, the request waits for. */
export type HookAnswer = 'drop' | void

export interface RequestHook {
  /** Before the request has any effect; dropped, it never has one. */
  before?(request: SeenRequest): HookAnswer | Promise<HookAnswer>
  /** After the effect and before the answer goes out; dropped, the answer is lost. */
  after?(request: AnsweredRequest): HookAnswer | Promise<HookAnswer>
}

export interface WatchedRequests {
  /** From now on; returns how to stop it. */
  watch(hook: RequestHook): () => void
  /** Asks every hook; true where one of them drops the request, and once the cloud stops, whatever they still wait for. */
  before(request: SeenRequest, stopping: AbortSignal): Promise<boolean>
  after(request: AnsweredRequest, stopping: AbortSignal): Promise<boolean>
}

export function watchedRequests(): WatchedRequests {
  const hooks = new Set<RequestHook>()
  const ask = async (stopping: AbortSignal, answer: (hook: RequestHook) => unknown): Promise<boolean> => {
    if (hooks.size === 0) return false
    const answers = Promise.all([...hooks].map(answer))
    return (await untilStopped(answers, ['drop'], stopping)).includes('drop')
  }
  return {
    watch(hook) {
      hooks.add(hook)
      return () => void hooks.delete(hook)
    },
    before: (request, stopping) => ask(stopping, (hook) => hook.before?.(request)),
    after: (request, stopping) => ask(stopping, (hook) => hook.after?.(request)),
  }
}
