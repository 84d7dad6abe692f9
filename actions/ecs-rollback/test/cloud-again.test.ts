import type { Log } from '@slipway/outcome'
import { createEcs } from '@slipway/aws/ecs-client'
import { createLogs } from '@slipway/aws/logs'
import { createSts } from '@slipway/aws/sts'
import { createTargetHealth } from '@slipway/aws/target-health'
import { systemClock } from '@slipway/control-loop'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'
import { imageOf } from '@slipway/test-support/images/layer'
import { push } from '@slipway/test-support/images/push-image'
import type { Result } from '@slipway/service-deployment/rollback/result'
import { rollBackService } from '@slipway/service-deployment/rollback/roll-back-service'

// The real adapters over HTTP, and the service by its ARN, which brings its cluster along: what is undone already, and releases that differ only in what their tag means.

let rig: EcsRig
const definitions: string[] = []

beforeAll(async () => {
  rig = await startEcsRig()
  Object.assign(process.env, rig.cloud.env)
  definitions.push(await rig.register('1.0.0'), await rig.register('1.1.0'), await rig.register('1.2.0', 'crash'))
  const deploymentConfiguration = {
    strategy: 'BLUE_GREEN' as const,
    bakeTimeInMinutes: 0,
    deploymentCircuitBreaker: { enable: true, rollback: true },
  }
  await rig.create({ taskDefinition: definitions[0] ?? '', deploymentConfiguration })
  await rig.ended(await rig.newestDeployment())
  await rig.ended(await rig.deploy(definitions[1] ?? ''))
})
afterAll(() => rig.stop())

async function rollback(): Promise<Result> {
  const silent = (): void => undefined
  const log: Log = { info: silent, warning: silent, debug: silent, group: async (_title, body) => await body() }
  const { serviceArn: service = '' } = await rig.service()
  const inputs = { cluster: 'default', service, to: '', timeoutMs: 60_000, pollMs: 50 }
  const aws = { sts: createSts(), ecs: createEcs(), logs: createLogs(), targetHealth: createTargetHealth() }
  const ports = { ...aws, clock: systemClock, log }
  return await rollBackService(inputs, ports, new AbortController().signal)
}

/** What a rollback does, and the ECS operations that write. */
async function watched(): Promise<Result & { readonly writes: readonly string[] }> {
  const from = rig.cloud.timeline.events.length
  const result = await rollback()
  const calls = rig.cloud.timeline.events
    .slice(from)
    .flatMap((event) => (event.kind === 'call' && event.service === 'ecs' ? event.operation : []))
  return { ...result, writes: calls.filter((call) => /^(Update|Stop|Continue|Register)/.test(call)) }
}

/** Another image under the tag that all definitions name, deployed by force; answers with the digest it runs. */
async function release(banner: string): Promise<string | undefined> {
  const server = `import { createServer } from 'node:http'
console.log(${JSON.stringify(banner)})
createServer((_, response) => response.end(JSON.stringify({ version: ${JSON.stringify(banner)} }))).listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
`
  const image = await imageOf(
    { 'srv/server.mjs': server },
    { Entrypoint: ['node'], Cmd: ['server.mjs'], WorkingDir: '/srv' },
  )
  expect((await push(rig.cloud, 'app', image, 'v1')).ok).toBe(true)
  const change = { taskDefinition: definitions[1] ?? '', forceNewDeployment: true } as const
  await createEcs().updateService({ cluster: 'main', service: 'web' }, change)
  const deployed = await rig.ended(await rig.newestDeployment())
  expect(deployed.status).toBe('SUCCESSFUL')
  return await digestOf(deployed.targetServiceRevision?.arn)
}

async function digestOf(revisionArn = ''): Promise<string | undefined> {
  const [revision] = await createEcs().describeServiceRevisions([revisionArn])
  return revision?.images[0]?.digest
}

it('a release that ECS has rolled back by itself needs no rollback: the one before stays', async () => {
  const failed = await rig.ended(await rig.deploy(definitions[2] ?? ''))
  expect(failed.status).toBe('ROLLBACK_SUCCESSFUL')
  const result = await watched()
  expect(result).toMatchObject({
    judgement: {
      verdict: 'pass',
      reason: 'already-there',
      message: expect.stringContaining(`ECS has rolled ${failed.serviceDeploymentArn} back already`),
    },
    taskDefinitionArn: definitions[1],
    writes: [],
  })
  expect(await rig.version(rig.productionUrl)).toBe('1.1.0')
})

it('a release that only moved its tag is left for the image before, by digest, and only once', async () => {
  const before = await release('2.0.0')
  const after = await release('3.0.0')
  expect(after).not.toBe(before)
  expect(await rig.version(rig.productionUrl)).toBe('3.0.0')
  const result = await watched()
  expect(result).toMatchObject({
    judgement: { verdict: 'pass', reason: 'restored', message: expect.stringContaining(`means ${after} by now`) },
    writes: ['RegisterTaskDefinition', 'UpdateService'],
  })
  expect(await digestOf(result.serviceRevisionArn)).toBe(before)
  expect(await rig.version(rig.productionUrl)).toBe('2.0.0')
  await expect(watched()).resolves.toMatchObject({
    judgement: { reason: 'already-there', message: expect.stringContaining('the service has gone back from') },
    writes: [],
  })
})
