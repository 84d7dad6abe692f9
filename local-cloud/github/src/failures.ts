import {
  anyText,
  checkMembers,
  errorStatus,
  flag,
  headers,
  list,
  positive,
  type Check,
} from '@slipway/local-cloud-frame/members'
import { matchesWildcard } from '@slipway/local-cloud-frame/wildcard'

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

const members: Readonly<Record<keyof Failure, Check>> = {
  method: ['a method, as GET', (value) => typeof value === 'string' && /^(get|post|put|patch|delete)$/i.test(value)],
  path: [
    'a path below /api/v3, as in /repos/*/git/refs',
    (value) => typeof value === 'string' && /^[/*](?!api\/)/.test(value),
  ],
  status: errorStatus,
  message: anyText,
  headers,
  errors: list,
  times: positive,
  applied: flag,
}

/** Reads a failure that came over the control surface. */
export function readFailure(body: object): Failure {
  const failure = checkMembers('a failure', members, ['path', 'status', 'message'], body) as unknown as Failure
  return { ...failure, ...(failure.method !== undefined && { method: failure.method.toUpperCase() }) }
}
