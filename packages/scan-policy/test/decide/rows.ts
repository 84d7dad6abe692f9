import { expect } from 'vitest'
import type { GateReason } from '../../src/index.ts'
import { noScan, type Observed, type Story } from '../story.ts'

/** One observation after another: each holds until the moment given beside it. */
export function inTurn(...steps: readonly (readonly [until: number, ReturnType<Observed>])[]): Observed {
  return (ms) => steps.find(([until]) => ms < until)?.[1] ?? steps.at(-1)?.[1] ?? noScan
}

/** The same observation at every moment. */
export const always =
  (observation: ReturnType<Observed>): Observed =>
  () =>
    observation

export const ever = Number.POSITIVE_INFINITY

export interface Row {
  readonly name: string
  readonly story: Story
  readonly reason: GateReason
  /** Milliseconds after the push at which it must have ended, exactly. */
  readonly at?: number
  readonly starts?: number
  readonly says?: RegExp
}

const verdicts: Readonly<Record<GateReason, string>> = {
  clean: 'pass',
  'below-threshold': 'pass',
  findings: 'fail',
  unscannable: 'fail',
  'scan-failed': 'fail',
  'scan-timeout': 'inconclusive',
  cancelled: 'inconclusive',
}

/** What `play` must return for a row: its end, and the moment and the starts where the row names them. */
export function expected({ reason, at, starts, says }: Row): object {
  const message = expect.stringMatching(says ?? /./)
  const moment = at === undefined ? {} : { at }
  const asked = starts === undefined ? {} : { starts }
  return { end: { reason, verdict: verdicts[reason], message }, ...moment, ...asked }
}
