import { decide, guardsOff, progress, unguarded, type ServiceDeployment } from '@slipway/rollout'
import { expect, it, test } from 'vitest'
import { deployment, now, observation, plan } from './observations.ts'

interface Row {
  readonly name: string
  readonly of: Partial<ServiceDeployment>
  readonly is: readonly RegExp[]
}

const off = { status: 'DISABLED', triggered: [], configured: ['5xx', 'latency'] }
const alarms = /alarms \(5xx, latency\).*was in ALARM when the deployment began/

const rows: readonly Row[] = [
  { name: 'alarms that ECS switched off', of: { alarms: off }, is: [alarms] },
  { name: 'alarms that nobody configured', of: { alarms: { ...off, configured: [] } }, is: [] },
  {
    name: 'alarms of which ECS does not say whether they are configured',
    of: { alarms: { status: 'DISABLED', triggered: [] } },
    is: [],
  },
  { name: 'alarms that watched', of: { alarms: { ...off, status: 'MONITORING_COMPLETE' } }, is: [] },
  { name: 'alarms that watch', of: { alarms: { ...off, status: 'MONITORING' } }, is: [] },
  {
    name: 'a breaker that ECS did not use',
    of: { circuitBreaker: { status: 'DISABLED', configured: true } },
    is: [/breaker/],
  },
  {
    name: 'a breaker that nobody configured',
    of: { circuitBreaker: { status: 'DISABLED', configured: false } },
    is: [],
  },
  { name: 'a breaker that watches', of: { circuitBreaker: { status: 'MONITORING', configured: true } }, is: [] },
  {
    name: 'both',
    of: { alarms: off, circuitBreaker: { status: 'DISABLED', configured: true } },
    is: [alarms, /breaker/],
  },
]

it.for(rows)('$name', ({ of, is }) => {
  const found = guardsOff(deployment(of))
  expect(found).toEqual(is.map((words) => expect.stringMatching(words)))
  const seen = observation({}, { ...of, status: 'SUCCESSFUL' })
  const decision = decide({ ...plan, pauses: 'refuse' }, seen, now)
  expect(decision.because).toMatch(is.length === 0 ? /^sd\/1 is SUCCESSFUL$/ : /^sd\/1 is SUCCESSFUL; NOT GUARDED: /)
  for (const words of is) expect(decision.because).toMatch(words)
  expect(progress(deployment(of)).includes('switched off')).toBe(is.length > 0)
})

test('what is off goes at the end of a pass, the parts told apart', () => {
  const both = deployment({ alarms: off, circuitBreaker: { status: 'DISABLED', configured: true } })
  expect(unguarded(both)).toMatch(
    /^; NOT GUARDED: ECS switched off its alarms .*; ECS switched off its circuit breaker$/,
  )
  expect(unguarded(undefined)).toBe('')
})
