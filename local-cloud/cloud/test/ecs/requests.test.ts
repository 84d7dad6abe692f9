import { expect, it } from 'vitest'
import { createDeployment, type Deployment, type Status } from '@slipway/local-cloud-ecs/ecs/deployment/deployment'
import { requestRollback, resolveHook, supersede } from '@slipway/local-cloud-ecs/ecs/deployment/requests'
import { plan } from './simulation.ts'

function deployment(status: Status, more: Partial<Deployment> = {}): Deployment {
  return { ...createDeployment(plan(), 0), status, ...more }
}

it.for([
  { from: 'PENDING', to: 'ROLLBACK_REQUESTED' },
  { from: 'IN_PROGRESS', to: 'ROLLBACK_REQUESTED' },
  { from: 'STOP_REQUESTED', to: 'STOP_REQUESTED' },
  { from: 'ROLLBACK_REQUESTED', to: 'ROLLBACK_REQUESTED' },
  { from: 'ROLLBACK_IN_PROGRESS', to: 'ROLLBACK_IN_PROGRESS' },
  { from: 'SUCCESSFUL', to: undefined },
  { from: 'STOPPED', to: undefined },
  { from: 'ROLLBACK_SUCCESSFUL', to: undefined },
  { from: 'ROLLBACK_FAILED', to: undefined },
] as const)('StopServiceDeployment of $from gives $to', ({ from, to }) => {
  const requested = requestRollback(deployment(from), 1)
  expect('refused' in requested ? undefined : requested.state.status).toBe(to)
})

it('a deployment that a user stops has stopped then, though it goes on to roll back', () => {
  const requested = requestRollback(deployment('IN_PROGRESS'), 7)
  expect(requested).toMatchObject({ state: { status: 'ROLLBACK_REQUESTED', stoppedAt: 7 } })
  expect(requestRollback(deployment('ROLLBACK_IN_PROGRESS'), 7)).not.toHaveProperty('state.stoppedAt')
})

const waiting = {
  id: 'ecs-pause-D1_1',
  stage: 'POST_TEST_TRAFFIC_SHIFT',
  status: 'AWAITING_ACTION',
  expiresAt: 100,
  onTimeout: 'ROLLBACK',
} as const
const unavailable = 'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN'

it.for([
  { name: 'a waiting hook', status: 'IN_PROGRESS', hookId: waiting.id, at: 1, refused: undefined },
  {
    name: 'a hook id of another form',
    status: 'IN_PROGRESS',
    hookId: 'nonsense',
    at: 1,
    refused: 'Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}',
  },
  { name: 'an unknown hook', status: 'IN_PROGRESS', hookId: 'ecs-pause-other', at: 1, refused: unavailable },
  { name: 'a hook whose time has run out', status: 'IN_PROGRESS', hookId: waiting.id, at: 100, refused: unavailable },
  {
    name: 'a deployment that rolls back',
    status: 'ROLLBACK_IN_PROGRESS',
    hookId: waiting.id,
    at: 1,
    refused: unavailable,
  },
  {
    name: 'a deployment that has ended',
    status: 'STOPPED',
    hookId: waiting.id,
    at: 1,
    refused: 'Continuing a service deployment is not allowed for service deployment in terminal states.',
  },
] as const)('ContinueServiceDeployment of $name', ({ status, hookId, at, refused }) => {
  const requested = resolveHook(deployment(status, { hooks: [waiting] }), hookId, 'CONTINUE', at)
  const expected = refused === undefined ? { state: { hooks: [{ status: 'SUCCEEDED' }] } } : { refused }
  expect(requested).toMatchObject(expected)
})

it.for([
  { from: 'PENDING', stage: undefined, to: 'STOP_REQUESTED' },
  { from: 'IN_PROGRESS', stage: 'BAKE_TIME', to: 'STOP_REQUESTED' },
  { from: 'IN_PROGRESS', stage: 'CLEAN_UP', to: 'IN_PROGRESS' },
  { from: 'ROLLBACK_IN_PROGRESS', stage: undefined, to: 'ROLLBACK_IN_PROGRESS' },
  { from: 'SUCCESSFUL', stage: 'CLEAN_UP', to: 'SUCCESSFUL' },
] as const)('a newer deployment makes $from $stage $to', ({ from, stage, to }) => {
  expect(supersede(deployment(from, stage === undefined ? {} : { stage }), 1).status).toBe(to)
})
