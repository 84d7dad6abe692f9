/** `2026-03-02T09:14:07.118Z` of epoch milliseconds; the last moment that has such a form for those that have none. */
export function isoTime(at: number): string {
  const most = 8.64e15
  return new Date(Number.isNaN(at) ? 0 : Math.min(most, Math.max(-most, at))).toISOString()
}
