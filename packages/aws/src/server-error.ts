/** Whether an error of the SDK is a fault of AWS's own: 5xx, or declared as one by the service's model. */
export function isServerError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('$fault' in error && error.$fault === 'server') return true
  const metadata = '$metadata' in error ? error.$metadata : undefined
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? metadata.httpStatusCode : 0
  return typeof status === 'number' && status >= 500
}
