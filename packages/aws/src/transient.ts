import { Failure } from '@slipway/outcome'

/**
 * Whether asking again may help: throttling, no answer, and errors on AWS's side.
 * Refused or expired credentials are not: who polls stops at once.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Failure)) return isServerError(error)
  return error.code === 'AWS_THROTTLED' || error.code === 'AWS_UNREACHABLE' || isServerError(error.cause)
}

function isServerError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('$fault' in error && error.$fault === 'server') return true
  const metadata = '$metadata' in error ? error.$metadata : undefined
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? metadata.httpStatusCode : 0
  return typeof status === 'number' && status >= 500
}
