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
  readonly because?: RegExp
}

const rows: readonly Row[] = [
  { name: 'PENDING: stop', of: { status: 'PENDING' }, is: 'stop' },
  { name: 'IN_PROGRESS: stop', is: 'stop', because: /^rolling back sd\/1: IN_PROGRESS; 2 of 2 tasks running$/ },
  { name: 'stopped once', seen: { stop: { kind: 'sent' } }, is: 'wait 5000' },
  { name: 'a refused stop is not repeated', seen: { stop: { kind: 'refused', message: 'over' } }, is: 'wait 5000' },
  { name: 'rolling back already', of: { status: 'ROLLBACK_IN_PROGRESS' }, is: 'wait 5000' },
  { name: 'nothing is stopped on what may be stale', seen: { trouble: 'throttled' }, is: 'wait 5000' },
  {
    name: 'not seen yet',
    seen: { deployment: undefined },
    is: 'wait 5000',
    because: /^looking at the deployment under way$/,
  },
  { name: 'close to the deadline', seen: { stop: { kind: 'sent' } }, at: 58_000, is: 'wait 2000' },
  {
    name: 'ROLLBACK_SUCCESSFUL',
    of: { status: 'ROLLBACK_SUCCESSFUL', rollback: { serviceRevisionArn: 'rev/1' } },
    is: 'end: undone rev/1',
    because: /^rolled back to rev\/1$/,
  },
  {
    name: 'ROLLBACK_SUCCESSFUL to an unnamed revision',
    of: { status: 'ROLLBACK_SUCCESSFUL' },
    is: 'end: undone undefined',
    because: /^rolled back to the last service revision$/,
  },
  {
    name: 'SUCCESSFUL before the stop came',
    of: { status: 'SUCCESSFUL' },
    is: 'end: finished SUCCESSFUL',
    because: /^the deployment under way ended first: SUCCESSFUL$/,
  },
  { name: 'STOPPED', of: { status: 'STOPPED' }, is: 'end: finished STOPPED' },
  { name: 'ROLLBACK_FAILED', of: { status: 'ROLLBACK_FAILED' }, is: 'end: fail rollback-failed' },
  { name: 'the deadline', of: { status: 'ROLLBACK_IN_PROGRESS' }, at: 60_000, is: 'end: inconclusive timeout' },
  {
    name: 'the deadline, and AWS does not answer the stop',
    seen: { trouble: 'AWS gives no answer' },
    at: 60_000,
    is: 'end: inconclusive timeout',
  },
  {
    name: 'cancelled',
    seen: { cancelledAt: now },
    is: 'end: inconclusive cancelled',
    because: /^cancelled; left to ECS: IN_PROGRESS; 2 of 2 tasks running$/,
  },
]

function show(decision: UndoDecision): string {
  if (decision.kind === 'wait') return `wait ${decision.ms}`
  if (decision.kind === 'act') return decision.command.kind
  const { kind, end } = decision
  switch (end.kind) {
    case 'undone':
      return `${kind}: undone ${end.serviceRevisionArn}`
    case 'finished':
      return `${kind}: finished ${end.status}`
    case 'judged':
      return `${kind}: ${end.judgement.verdict} ${end.judgement.reason}`
  }
}

it.for(rows)('$name', ({ of, seen, at = 0, is, because = /./ }) => {
  const decision = decideUndo(plan, observation(seen, of), now + at)
  expect(show(decision)).toBe(is)
  expect(decision.because).toMatch(because)
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
