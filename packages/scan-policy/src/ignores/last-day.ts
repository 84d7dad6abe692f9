import type { Ignore } from './ignore.ts'

/** Its last day, `2026-12-31`; empty for one without. */
export function lastDay({ until }: Ignore): string {
  // The largest time that a Date can be, ECMA-262 "Time Values and Time Range".
  if (until === undefined || !(Math.abs(until) <= 8.64e15)) return ''
  return new Date(until - 1).toISOString().slice(0, -14)
}
