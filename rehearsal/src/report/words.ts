import type { Outcome } from '../evidence/outcome.ts'
import type { Ending } from './model.ts'

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

/** Seconds on a machine that is not slow: until the first scenario begins, and for one scenario. */
const usual = { start: 11, scenario: 6 } as const

/** How long a rehearsal takes on a machine that is so many times slower than usual. */
export function aboutHowLong(scenarios: number, slowness: number): string {
  const seconds = (usual.start + usual.scenario * scenarios) * slowness
  const [amount, unit] = seconds < 55 ? [Math.ceil(seconds / 10) * 10, 's'] : [Math.round(seconds / 60), 'min']
  return `about ${amount} ${unit}, longer if this machine gets busy`
}

/** What the actions said and what happened: `fail / alarm / rolled-back-in-production`. */
export function ending({ verdict, reason, happened }: Ending): string {
  return [verdict, reason, happened].filter((word) => word !== '').join(' / ')
}

export const signs: Readonly<Record<Outcome, string>> = {
  'as-expected': '✓',
  'not-as-expected': '✗',
  'too-busy': '?',
  'not-played-as-written': '?',
}

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  'as-expected': 'as expected',
  'not-as-expected': 'not as expected',
  'too-busy': 'inconclusive: this machine was too busy',
  'not-played-as-written': 'not played as written',
}
