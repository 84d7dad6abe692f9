/** What happened in the cloud, as it happened: the record that reports and tests judge by. */
export type CloudEvent =
  | {
      readonly kind: 'call'
      readonly service: string
      readonly operation: string
      /** Where the request to the AWS endpoint or the registry names one. */
      readonly repository?: string | undefined
      /** Of requests to the AWS endpoint and the registry: whether it is more than reading. */
      readonly changes?: boolean
      /** 0 where a fault has left it without an answer. */
      readonly status: number
      readonly error?: string
    }
  | {
      readonly kind: 'deployment'
      readonly service: string
      readonly serviceDeploymentArn: string
      readonly status: string
      readonly lifecycleStage?: string
      readonly reason?: string
    }
  | {
      readonly kind: 'task'
      readonly taskArn: string
      readonly taskDefinitionArn: string
      readonly serviceRevisionArn?: string
      readonly lastStatus: string
      readonly healthStatus?: string
      readonly stopCode?: string
      readonly exitCode?: number
    }
  | {
      readonly kind: 'weights'
      /** The listener rule, or the listener whose default action it is. */
      readonly ruleArn: string
      readonly listenerArn: string
      readonly weights: readonly { readonly targetGroupArn: string; readonly weight: number }[]
    }
  | { readonly kind: 'target'; readonly targetGroupArn: string; readonly target: string; readonly state: string }
  | { readonly kind: 'tag'; readonly repository: string; readonly tag: string; readonly digest: string }
  | { readonly kind: 'ref'; readonly repository: string; readonly ref: string; readonly sha: string | null }
  | {
      readonly kind: 'git'
      readonly repository: string
      /** `info/refs`, `git-upload-pack` or `git-receive-pack`: one request each, of which a fetch makes several. */
      readonly service: string
      /** Bytes of the answer, without its header. */
      readonly sent: number
    }
  | { readonly kind: 'alarm'; readonly alarmName: string; readonly state: string }

export type TimedEvent = CloudEvent & { /** Epoch milliseconds, wall-clock. */ readonly at: number }

export interface Timeline {
  readonly events: readonly TimedEvent[]
  record(event: CloudEvent): void
  /** Calls `listener` for every event from now on; returns how to stop it. */
  subscribe(listener: (event: TimedEvent) => void): () => void
  /** Forgets what has been recorded; who listens goes on listening. */
  clear(): void
}

/** Kept events are bounded, so that a cloud left running does not grow without end. */
const limit = 200_000

export function timeline(): Timeline {
  const events: TimedEvent[] = []
  const listeners = new Set<(event: TimedEvent) => void>()
  return {
    events,
    record(event) {
      const timed = { ...event, at: Date.now() }
      if (events.length >= limit) events.shift()
      events.push(timed)
      for (const listener of listeners) listener(timed)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear: () => void events.splice(0),
  }
}
