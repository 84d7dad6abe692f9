import { DescribeTasksCommand, ListTasksCommand } from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkCommand, noChecks, tally, type CheckTally } from '@slipway/local-cloud-ecs/ecs/container-health'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

const ok = { passed: true, starting: false }
const bad = { passed: false, starting: false }
const early = { passed: false, starting: true }

it.for<{ name: string; checks: readonly { passed: boolean; starting: boolean }[]; status: CheckTally['status'] }>([
  { name: 'unknown before the first', checks: [], status: 'UNKNOWN' },
  { name: 'one success is enough', checks: [ok], status: 'HEALTHY' },
  { name: 'as many failures as retries', checks: [bad, bad, bad], status: 'UNHEALTHY' },
  { name: 'one failure less', checks: [bad, bad], status: 'UNKNOWN' },
  { name: 'a success between starts again', checks: [bad, bad, ok, bad, bad], status: 'HEALTHY' },
  { name: 'failures in the start period do not count', checks: [early, early, early, early, ok], status: 'HEALTHY' },
  { name: 'unless one has passed', checks: [{ ...ok, starting: true }, early, early, early], status: 'UNHEALTHY' },
  { name: 'unhealthy can recover', checks: [bad, bad, bad, ok], status: 'HEALTHY' },
])('$name', ({ checks, status }) => {
  const last = checks.reduce((known, { passed, starting }) => tally(known, passed, starting, 3), noChecks)
  expect(last.status).toBe(status)
})

it.for([
  { name: 'CMD', command: ['CMD', 'node', 'x'], is: { kind: 'arguments', arguments: ['node', 'x'] } },
  { name: 'CMD-SHELL', command: ['CMD-SHELL', 'exit 1'], is: { kind: 'shell', line: 'exit 1' } },
  { name: 'NONE', command: ['NONE'], is: undefined },
])('understands $name', ({ command, is }) => {
  expect(checkCommand({ command })).toEqual(is)
})

let rig: EcsRig

beforeAll(async () => {
  rig = await startEcsRig(300)
})
afterAll(() => rig.stop())

it('runs the check of the definition, in the container', async () => {
  const healthCheck = { command: ['CMD', 'node', 'check.mjs'], interval: 5, retries: 2 }
  await rig.create({
    taskDefinition: await rig.register('1.0.0', 'none', { healthCheck }),
    loadBalancers: [],
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  })
  expect((await rig.ended(await rig.newestDeployment())).status).toBe('SUCCESSFUL')
  const { taskArns: tasks = [] } = await rig.ecs.send(new ListTasksCommand({ cluster: 'main' }))
  const described = await rig.ecs.send(new DescribeTasksCommand({ cluster: 'main', tasks }))
  expect(described.tasks?.[0]).toMatchObject({ healthStatus: 'HEALTHY', containers: [{ healthStatus: 'HEALTHY' }] })

  const sick = await rig.ended(await rig.deploy(await rig.register('1.1.0', 'sick', { healthCheck })))
  expect(sick).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL', deploymentCircuitBreaker: { status: 'TRIGGERED' } })
  const stopped = await rig.ecs.send(new ListTasksCommand({ cluster: 'main', desiredStatus: 'STOPPED' }))
  const failed = await rig.ecs.send(new DescribeTasksCommand({ cluster: 'main', tasks: stopped.taskArns }))
  expect(failed.tasks?.map(({ stoppedReason }) => stoppedReason)).toContain('Task failed container health checks')
})
