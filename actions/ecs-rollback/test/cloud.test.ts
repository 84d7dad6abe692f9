import type { Log } from '@slipway/outcome'
import { createEcs } from '@slipway/aws/ecs-client'
import { createLogs } from '@slipway/aws/logs'
import { createSts } from '@slipway/aws/sts'
import { createTargetHealth } from '@slipway/aws/target-health'
import { systemClock } from '@slipway/control-loop'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'
import type { Result } from '@slipway/service-deployment/rollback/result'
import { rollBackService } from '@slipway/service-deployment/rollback/roll-back-service'

// The real adapters over HTTP. One service, which is taken forth and back.

let rig: EcsRig
const definitions: string[] = []

beforeAll(async () => {
  rig = await startEcsRig()
  Object.assign(process.env, rig.cloud.env)
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) definitions.push(await rig.register(version))
  const [first = '', second = ''] = definitions
  await rig.create({ taskDefinition: first, deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 } })
  await rig.ended(await rig.newestDeployment())
  await rig.ended(await rig.deploy(second))
})
afterAll(() => rig.stop())

async function rollback(to = '', lines: string[] = []): Promise<Result> {
  const say = (line: string): void => void lines.push(line)
  const log: Log = { info: say, warning: say, debug: () => undefined, group: async (_title, body) => await body() }
  const inputs = { cluster: 'main', service: 'web', to, timeoutMs: 600_000, pollMs: 50 }
  const aws = { sts: createSts(), ecs: createEcs(), logs: createLogs(), targetHealth: createTargetHealth() }
  const ports = { ...aws, clock: systemClock, log }
  return await rollBackService(inputs, ports, new AbortController().signal)
}

function writes(from: number): readonly string[] {
  return rig.cloud.timeline.events
    .slice(from)
    .flatMap((event) => (event.kind === 'call' && event.service === 'ecs' ? event.operation : []))
    .filter((call) => /^(UpdateService|StopServiceDeployment|ContinueServiceDeployment|Register)/.test(call))
}

function mark(): number {
  return rig.cloud.timeline.events.length
}

it('goes back to the release before, by a deployment that is followed to SUCCESSFUL', async () => {
  const from = mark()
  const lines: string[] = []
  const result = await rollback('', lines)
  expect(result).toMatchObject({
    judgement: { verdict: 'pass', reason: 'restored' },
    taskDefinitionArn: definitions[0],
  })
  expect(writes(from)).toEqual(['UpdateService'])
  expect(await rig.deployment(result.serviceDeploymentArn)).toMatchObject({
    status: 'SUCCESSFUL',
    targetServiceRevision: { arn: result.serviceRevisionArn },
  })
  expect(await rig.version(rig.productionUrl)).toBe('1.0.0')
  expect(lines.join('\n')).toMatch(
    /the plan:\n  from arn:\S+\n\s+\S+app:2\n[\s\S]+  to arn:\S+\n\s+\S+app:1\n\s+app: \S+ \(sha256:/,
  )
})

it('a subnet from which STS cannot be reached is warned of, and no more', async () => {
  const lines: string[] = []
  const reachable = rig.cloud.faults.inject({ service: 'sts', code: 'RESET', times: 'always' })
  const result = await rollback(definitions[0], lines)
  reachable()
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'already-there' })
  expect(lines.slice(0, 2)).toEqual([
    expect.stringMatching(/^the role and the account are not known: sts:GetCallerIdentity .*the step goes on$/),
    'region us-east-1',
  ])
})

it('what is there already is left alone', async () => {
  const from = mark()
  await expect(rollback(definitions[0])).resolves.toMatchObject({
    judgement: { verdict: 'pass', reason: 'already-there' },
  })
  expect(writes(from)).toEqual([])
})

it('to a named release, and PAUSE hooks are continued because it has proven itself', async () => {
  const hooks = {
    lifecycleHooks: [{ targetType: 'PAUSE' as const, lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT' as const] }],
  }
  await rig.deploy(definitions[0] ?? '', hooks)
  const from = mark()
  const result = await rollback(definitions[1])
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'restored' })
  expect(writes(from)).toEqual(['UpdateService', 'ContinueServiceDeployment'])
  expect(await rig.version(rig.productionUrl)).toBe('1.1.0')
})

it('a release that waits at its pause is stopped, and ECS goes back by itself', async () => {
  const arn = await rig.deploy(definitions[2] ?? '')
  await rig.until(arn, ({ lifecycleHookDetails }) => lifecycleHookDetails !== undefined)
  const from = mark()
  const result = await rollback()
  expect(result).toMatchObject({
    judgement: { verdict: 'pass', reason: 'restored' },
    serviceDeploymentArn: arn,
    taskDefinitionArn: definitions[1],
  })
  expect(writes(from)).toEqual(['StopServiceDeployment'])
  expect(await rig.version(rig.productionUrl)).toBe('1.1.0')
})

it('a rollback whose run was killed is followed, not undone', async () => {
  const arn = await rig.deploy(definitions[0] ?? '')
  const from = mark()
  const result = await rollback()
  expect(result).toMatchObject({
    judgement: { reason: 'restored' },
    serviceDeploymentArn: arn,
    taskDefinitionArn: definitions[0],
  })
  expect(writes(from)).toEqual(['ContinueServiceDeployment'])
  expect(await rig.version(rig.productionUrl)).toBe('1.0.0')
})

it('a release that ECS rolled back is no known good one', async () => {
  await expect(rollback(definitions[2])).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' })
})
