import { matchesWildcard } from '../wildcard.ts'

/** A scripted failure of coming REST calls. */
export interface Failure {
  /** Any where not given. */
  readonly method?: string
  /** As in `/repos/o/r/git/refs`, with `*` for anything. */
  readonly path: string
  readonly status: number
  readonly message: string
  /** For example `x-accepted-github-permissions`. */
  readonly headers?: Readonly<Record<string, string>>
  readonly errors?: readonly unknown[]
  /** How many calls fail; one where not given. */
  times?: number
  /** The call takes effect all the same; only its answer is lost. */
  readonly applied?: boolean
}

/** The scripted failure that this call meets, counted down. */
export function takeFailure(failures: Failure[], method: string, path: string): Failure | undefined {
  const index = failures.findIndex(
    (failure) => (failure.method ?? method) === method && matchesWildcard(failure.path, path, false),
  )
  const failure = failures[index]
  if (failure === undefined) return undefined
  failure.times = (failure.times ?? 1) - 1
  if (failure.times <= 0) failures.splice(index, 1)
  return failure
}

/** Reads a failure that came over the control surface. */
export function readFailure(body: unknown): Failure {
  const { method, path, status, message, headers, errors, times, applied } = body as Record<string, unknown>
  if (typeof path !== 'string') throw new TypeError('"path" must be a string, as in /repos/*/git/refs')
  if (typeof status !== 'number' || status < 400) throw new TypeError('"status" must be 400 or more')
  if (typeof message !== 'string') throw new TypeError('"message" must be a string')
  return {
    path,
    status,
    message,
    ...(typeof method === 'string' ? { method: method.toUpperCase() } : {}),
    ...(typeof headers === 'object' && headers !== null ? { headers: headers as Record<string, string> } : {}),
    ...(Array.isArray(errors) ? { errors: errors as unknown[] } : {}),
    ...(typeof times === 'number' ? { times } : {}),
    ...(applied === true ? { applied } : {}),
  }
}
