/**
 * How long a 429 or 503 asks to be left alone, in milliseconds; a date is read by the server's own clock where the answer
 * has one. `at` is in epoch milliseconds. RFC 9110 section 10.2.3.
 */
export function retryAfterMs(
  status: number,
  headers: Readonly<Record<string, string>>,
  at: number,
): number | undefined {
  const text = headers['retry-after']?.trim()
  if (text === undefined || (status !== 429 && status !== 503)) return undefined
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - dateOf(headers, at)
  return ms > 0 ? ms : undefined
}

function dateOf(headers: Readonly<Record<string, string>>, at: number): number {
  const date = Date.parse(headers['date'] ?? '')
  return Number.isNaN(date) ? at : date
}
