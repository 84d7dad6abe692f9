import { AwsError } from './aws-error.ts'

/** An answer that is given instead of the real one: throttling, a denied permission, an outage. */
export interface Fault {
  /** SigV4 name of the service (ecr, ecs, elasticloadbalancing, logs, monitoring, sts), or `registry`. */
  readonly service: string
  /** Default: every operation of the service. */
  readonly operation?: string
  /** An exception's name, as ThrottlingException. For the registry an error code; `RESET` cuts the connection. */
  readonly code: string
  readonly message?: string
  /** HTTP status; 400 by default. */
  readonly status?: number
  /** How many calls it answers; 1 by default. */
  readonly times?: number
}

export interface Faults {
  /** Returns how to take it back. The one injected first is used up first. */
  inject(fault: Fault): () => void
  readonly pending: { readonly fault: Fault; left: number }[]
}

export function createFaults(): Faults {
  const pending: Faults['pending'] = []
  return {
    pending,
    inject(fault) {
      const entry = { fault, left: fault.times ?? 1 }
      pending.push(entry)
      return () => {
        entry.left = 0
      }
    },
  }
}

/** The error to answer a call with, if one is waiting for it; uses it up. */
export function takeFault(faults: Faults, service: string, operation: string): AwsError | undefined {
  const entry = faults.pending.find(
    ({ fault, left }) =>
      left > 0 && fault.service === service && (fault.operation === undefined || fault.operation === operation),
  )
  if (entry === undefined) return undefined
  entry.left -= 1
  const { code, message = `injected: ${code}`, status = 400 } = entry.fault
  return new AwsError(code, message, status)
}
