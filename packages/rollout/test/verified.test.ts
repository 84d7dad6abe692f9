import { expect, it } from 'vitest'
import {
  verified,
  verifiedEarlier,
  type HandledHook,
  type HookDetail,
  type Observation,
  type Verified,
} from '@slipway/rollout'
import { observation, pause } from './observations.ts'

interface Row {
  readonly name: string
  readonly hooks: readonly HookDetail[]
  readonly handled?: Readonly<Record<string, HandledHook>>
  readonly seen?: Partial<Observation>
  readonly is: Verified
}

const passed: HandledHook = { verification: { verdict: 'pass', reason: 'healthy', message: '3 in a row' } }
const failed: HandledHook = { verification: { verdict: 'fail', reason: 'wrong-version', message: 'saw 1.0.0' } }
const done = pause({ status: 'SUCCEEDED' })
const second = pause({ hookId: 'h2', status: 'SUCCEEDED' })
const before = (...ids: readonly string[]): Partial<Observation> => ({ overBefore: new Set(ids) })

const rows: readonly Row[] = [
  { name: 'no hook', hooks: [], is: 'false' },
  { name: 'a Lambda hook alone', hooks: [pause({ targetType: 'AWS_LAMBDA', status: 'SUCCEEDED' })], is: 'false' },
  { name: 'verified by this run', hooks: [done], handled: { h1: passed }, is: 'true' },
  { name: 'verified by this run, and ECS shows the hook no more', hooks: [], handled: { h1: passed }, is: 'true' },
  {
    name: 'verified by this run, beside a Lambda hook',
    hooks: [done, pause({ hookId: 'h2', targetType: 'AWS_LAMBDA' })],
    handled: { h1: passed },
    is: 'true',
  },
  { name: 'no deployment was found', hooks: [], seen: { deployment: undefined }, is: 'false' },
  { name: 'verified by this run, and it failed', hooks: [done], handled: { h1: failed }, is: 'false' },
  { name: 'the second of two failed', hooks: [done, second], handled: { h1: passed, h2: failed }, is: 'false' },
  { name: 'a hook that waits', hooks: [pause()], is: 'false' },
  { name: 'continued by somebody else meanwhile', hooks: [done], is: 'false' },
  { name: 'ended SUCCEEDED before this run came', hooks: [done], seen: before('h1'), is: 'earlier' },
  {
    name: 'the first before this run came, the second by this run',
    hooks: [done, second],
    handled: { h2: passed },
    seen: before('h1'),
    is: 'true',
  },
  {
    name: 'the first before this run came, the second by somebody else',
    hooks: [done, second],
    seen: before('h1'),
    is: 'false',
  },
  {
    name: 'ended by its timer before this run came',
    hooks: [pause({ status: 'TIMED_OUT', timeoutAction: 'CONTINUE' })],
    seen: before('h1'),
    is: 'false',
  },
]

it.for(rows)('$name: $is', ({ hooks, handled = {}, seen, is }) => {
  expect(verified(observation({ handled: new Map(Object.entries(handled)), ...seen }, { hooks }))).toBe(is)
})

it.for([
  ['no hook', [], false],
  ['a Lambda hook alone', [pause({ targetType: 'AWS_LAMBDA', status: 'SUCCEEDED' })], false],
  ['a pause that ended SUCCEEDED', [done], true],
  ['one of two pauses that ended SUCCEEDED', [done, pause({ hookId: 'h2', status: 'TIMED_OUT' })], false],
  ['a pause that failed', [pause({ status: 'FAILED' })], false],
] as const)('of a deployment that is over, %s: %s', ([, hooks, is]) => {
  expect(verifiedEarlier(hooks)).toBe(is)
})
