/** What happens to coming requests to the AWS endpoint and the registry, instead of their real answer or before it. */
export interface Fault {
  /** SigV4 name of the service (ecr, ecs, elasticloadbalancing, inspector2, logs, monitoring, sts), or `registry`. Default: all. */
  readonly service?: string
  /** Default: every operation. The registry's are in the timeline: StartUpload, FinishUpload, PutManifest, GetBlob … */
  readonly operation?: string
  /** Only requests that name this repository. */
  readonly repository?: string
  /** Lets so many requests through first; 0 by default. */
  readonly after?: number
  /** How many requests it meets; 1 by default. */
  readonly times?: number | 'always'
  /** Milliseconds of the wall that a request waits before anything else happens to it. */
  readonly delayMs?: number
  /**
   * An exception's name, as ThrottlingException; for the registry an error code. `RESET` cuts the connection, `STALL` never
   * answers, `EXPIRE` ends all registry passwords given out so far, then goes on. Without a code there is the delay alone.
   */
  readonly code?: string
  readonly message?: string
  /** HTTP status. Default: what the service's exception has, else 400. */
  readonly status?: number
  /** Further headers of the answer, as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>
  /** True: the request takes effect all the same, only its answer is lost. */
  readonly applied?: boolean
  /** RESET and STALL of a request that carries a blob, either way: not before so many of its bytes have passed. */
  readonly afterBytes?: number
}

/** What a request is known by. */
export interface RequestFacts {
  readonly service: string
  readonly operation: string
  readonly repository?: string | undefined
}

export interface PendingFault {
  readonly fault: Fault
  /** Requests it lets through before it begins. */
  skip: number
  left: number
}

export interface Faults {
  /** Returns how to take it back. The one injected first is used up first. */
  inject(fault: Fault): () => void
  /** Takes all of them back. */
  clear(): void
  readonly pending: PendingFault[]
}

export function createFaults(): Faults {
  const pending: PendingFault[] = []
  return {
    pending,
    inject(fault) {
      const left = fault.times === 'always' ? Infinity : (fault.times ?? 1)
      const entry = { fault, skip: fault.after ?? 0, left }
      pending.push(entry)
      return () => {
        entry.left = 0
      }
    },
    clear: () => void pending.splice(0),
  }
}

/** The fault that a request meets, if one is waiting for it; uses it up. */
export function takeFault({ pending }: Faults, facts: RequestFacts): Fault | undefined {
  for (const entry of pending) {
    if (entry.left <= 0 || !meets(entry.fault, facts)) continue
    if (entry.skip > 0) {
      entry.skip -= 1
      continue
    }
    entry.left -= 1
    return entry.fault
  }
  return undefined
}

function meets(fault: Fault, facts: RequestFacts): boolean {
  return (
    (fault.service ?? facts.service) === facts.service &&
    (fault.operation ?? facts.operation) === facts.operation &&
    (fault.repository ?? facts.repository) === facts.repository
  )
}
