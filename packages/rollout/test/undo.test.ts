import { expect, it, test } from 'vitest'
import fc from 'fast-check'
import { decideUndo, type Observation, type ServiceDeployment, type UndoDecision } from '@slipway/rollout'
import { now, observation, plan } from './observations.ts'

interface Row {
  readonly name: string
  readonly of?: Partial<ServiceDeployment>
  readonly seen?: Partial<Observation>
  readonly at?: number
  readonly is: string
}

const rows: readonly Row[] = [
  { name: 'PENDING: stop', of: { status: 'PENDING' }, is: 'stop' },
  { name: 'IN_PROGRESS: stop', is: 'stop' },
  { name: 'stopped once', seen: { stop: { kind: 'sent' } }, is: 'wait' },
  { name: 'a refused stop is not repeated', seen: { stop: { kind: 'refused', message: 'over' } }, is: 'wait' },
  { name: 'rolling back already', of: { status: 'ROLLBACK_IN_PROGRESS' }, is: 'wait' },
  { name: 'nothing is stopped on what may be stale', seen: { trouble: 'throttled' }, is: 'wait' },
  { name: 'not seen yet', seen: { deployment: undefined }, is: 'wait' },
  {
    name: 'ROLLBACK_SUCCESSFUL',
    of: { status: 'ROLLBACK_SUCCESSFUL', rollback: { serviceRevisionArn: 'rev/1' } },
    is: 'undone rev/1',
  },
  { name: 'ROLLBACK_SUCCESSFUL to an unnamed revision', of: { status: 'ROLLBACK_SUCCESSFUL' }, is: 'undone undefined' },
  { name: 'SUCCESSFUL before the stop came', of: { status: 'SUCCESSFUL' }, is: 'finished SUCCESSFUL' },
  { name: 'STOPPED', of: { status: 'STOPPED' }, is: 'finished STOPPED' },
  { name: 'ROLLBACK_FAILED', of: { status: 'ROLLBACK_FAILED' }, is: 'fail rollback-failed' },
  { name: 'the deadline', of: { status: 'ROLLBACK_IN_PROGRESS' }, at: 60_000, is: 'inconclusive timeout' },
  {
    name: 'the deadline, and AWS does not answer the stop',
    seen: { trouble: 'AWS gives no answer' },
    at: 60_000,
    is: 'inconclusive timeout',
  },
  { name: 'cancelled', seen: { cancelledAt: now }, is: 'inconclusive cancelled' },
]

function show(decision: UndoDecision): string {
  if (decision.kind === 'wait') return 'wait'
  if (decision.kind === 'act') return decision.command.kind
  const { end } = decision
  if (end.kind === 'undone') return `undone ${end.serviceRevisionArn}`
  return end.kind === 'finished' ? `finished ${end.status}` : `${end.judgement.verdict} ${end.judgement.reason}`
}

it.for(rows)('$name', ({ of, seen, at = 0, is }) => {
  expect(show(decideUndo(plan, observation(seen, of), now + at))).toBe(is)
})

test('stops once at most, and ends once the deadline has come', () => {
  const status = fc.oneof(fc.constantFrom('PENDING', 'IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'SUCCESSFUL'), fc.string())
  fc.assert(
    fc.property(status, fc.nat(120_000), (status, at) => {
      const decision = decideUndo(plan, observation({ stop: { kind: 'sent' } }, { status }), now + at)
      const allowed = now + at >= plan.deadline ? ['end'] : ['wait', 'end']
      expect(allowed).toContain(decision.kind)
    }),
  )
})

test.for([1, 60_000])('a stop that was refused is told, after %i ms', (at) => {
  const seen = observation({ stop: { kind: 'refused', message: 'cannot be stopped' } })
  expect(decideUndo(plan, seen, now + at).because).toMatch(/StopServiceDeployment was refused: cannot be stopped/)
})
