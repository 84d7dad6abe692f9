import { Failure } from '@slipway/outcome'
import { isServerError } from './server-error.ts'

/**
 * Whether asking again may help: throttling, no answer, and errors on AWS's side.
 * Refused or expired credentials are not: who polls stops at once.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Failure)) return isServerError(error)
  return error.code === 'AWS_THROTTLED' || error.code === 'AWS_UNREACHABLE' || isServerError(error.cause)
}
