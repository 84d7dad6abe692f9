/** Milliseconds as people say them: `840 ms`, `4.2 s`, `1 min 12 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** With thousands separated. */
export function number(value: number): string {
  return value.toLocaleString('en-US')
}

/** `1 request`, `2 requests`. */
export function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`
}
