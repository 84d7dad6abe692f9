import { describe, Failure } from '@slipway/outcome'
import type { AwsErrorCode } from './error.ts'

/**
 * What all of these calls give, as `Promise.all`; but all are waited for, and one failure names every right that is
 * missing, before any other error. Rights that show one a run cost their reader a run each.
 */
export async function everyRight<const T extends readonly unknown[]>(calls: {
  readonly [K in keyof T]: T[K] | Promise<T[K]>
}): Promise<T> {
  const settled = await Promise.allSettled(calls)
  const errors = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  if (errors.length > 0) throw together(errors.filter(isDenied)) ?? errors[0]
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as unknown as T
}

function isDenied(error: unknown): error is Failure {
  return error instanceof Failure && error.code === ('AWS_ACCESS_DENIED' satisfies AwsErrorCode)
}

function together(denied: readonly Failure[]): Failure | undefined {
  const [first, ...others] = denied
  if (first === undefined || others.length === 0) return first
  return new Failure<AwsErrorCode>('AWS_ACCESS_DENIED', unique(denied.map(describe)), {
    remedy: unique(denied.flatMap(({ remedy }) => remedy ?? [])),
    cause: first,
  })
}

function unique(texts: readonly string[]): string {
  return [...new Set(texts)].join('; ')
}
