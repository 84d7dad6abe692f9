import { Failure, formatDuration } from '@slipway/outcome'
import type { AwsErrorCode } from './error.ts'
import { untilAborted } from '@slipway/control-loop'

/** Milliseconds that a timer of Node can wait; it takes anything longer for 1. */
const longest = 2 ** 31 - 1

/**
 * Runs a call that is given up after `ms` milliseconds: the SDK's own retries last most of a minute, and minutes where
 * connections hang, whatever the one who polls has left. What it is given up with is transient (`AWS_UNREACHABLE`).
 * @throws the signal's reason once that is aborted.
 */
export async function within<T>(
  ms: number,
  signal: AbortSignal | undefined,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(unanswered(ms)), Math.min(ms, longest))
  const either = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal])
  try {
    return await untilAborted(() => call(either), either)
  } finally {
    clearTimeout(timer)
  }
}

/** Milliseconds that a call has which begins at the deadline: it may be the one that shows the end. */
const least = 2_000

/** Runs a call that is given up at the deadline; both times in epoch milliseconds. */
export async function untilDeadline<T>(deadline: number, now: number, call: () => Promise<T>): Promise<T> {
  return await within(Math.max(least, deadline - now), undefined, () => call())
}

function unanswered(ms: number): Failure<AwsErrorCode> {
  return new Failure('AWS_UNREACHABLE', `no answer of AWS within ${formatDuration(ms)}`, {
    remedy: 'run the step again',
  })
}
