import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  RegisterTaskDefinitionCommand,
  type ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runBundle, shown } from '../bundle.ts'
import { clientOptions } from '@slipway/test-support/cloud/client-options'
import { writeTinyImage } from '../tiny-image.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

const listens = `import { createServer } from 'node:http'
createServer((_, response) => response.end('ok')).listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
`
const answers = `fetch('http://127.0.0.1:' + process.env.PORT).then(() => process.exit(0), () => process.exit(1))`
const crashes = `console.log('the configuration names no database')
process.exit(3)
`

let cloud: LocalCloud
let ecs: ECSClient
let folder = ''
const images = new Map<string, string>()

/** Pushes an image by the bundle itself, and gives its reference by digest. */
async function push(name: string, program: string): Promise<void> {
  const layout = join(folder, name)
  await writeTinyImage(layout, program)
  const inputs = {
    source: `oci-layout:${layout}`,
    repository: 'app',
    tags: name,
    'scan-interval': '50ms',
    settle: '100ms',
  }
  const run = await runBundle('ecr-push', cloud, { inputs })
  expect(run.conclusion, shown(run)).toBe('success')
  images.set(name, run.outputs['image'] ?? '')
}

const definition = {
  family: 'app',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [
    {
      name: 'app',
      image: 'set-by-ecs-deploy',
      essential: true,
      portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
      // Without one, a container that starts and exits is no failure to the circuit breaker.
      healthCheck: { command: ['CMD', 'node', '-e', answers], interval: 5 },
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/app', 'awslogs-region': 'eu-central-1', 'awslogs-stream-prefix': 'app' },
      },
    },
  ],
} as const

beforeAll(async () => {
  cloud = await startLocalCloud({ speed: 120 })
  folder = await mkdtemp(join(tmpdir(), 'ecs-'))
  await writeFile(join(folder, 'task-definition.json'), JSON.stringify(definition))
  ecs = new ECSClient(clientOptions(cloud))
  const ecr = new ECRClient(clientOptions(cloud))
  await ecr.send(
    new CreateRepositoryCommand({ repositoryName: 'app', imageScanningConfiguration: { scanOnPush: true } }),
  )
  for (const [name, program] of [
    ['first', listens],
    ['second', listens],
    ['crashing', crashes],
  ] as const)
    await push(name, program)
  await ecs.send(new CreateClusterCommand({ clusterName: 'e2e' }))
  const [container] = definition.containerDefinitions
  const registered = await ecs.send(
    new RegisterTaskDefinitionCommand({
      ...definition,
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [
        {
          ...container,
          image: images.get('first') ?? '',
          portMappings: [...container.portMappings],
          healthCheck: { ...container.healthCheck, command: [...container.healthCheck.command] },
        },
      ],
    }),
  )
  await ecs.send(
    new CreateServiceCommand({
      cluster: 'e2e',
      serviceName: 'app',
      desiredCount: 1,
      taskDefinition: registered.taskDefinition?.taskDefinitionArn ?? '',
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    }),
  )
  await vi.waitUntil(async () => (await statuses())[0] === 'SUCCESSFUL', { timeout: 600_000 })
})

afterAll(async () => {
  await cloud.stop()
  await rm(folder, { recursive: true, force: true })
})

async function deployments(): Promise<readonly ServiceDeploymentBrief[]> {
  const { serviceDeployments = [] } = await ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'e2e', service: 'app' }),
  )
  return serviceDeployments
}

async function statuses(): Promise<readonly (string | undefined)[]> {
  return (await deployments()).map(({ status }) => status)
}

/** Newest first. */
async function revisions(): Promise<readonly (string | undefined)[]> {
  return (await deployments()).map(({ targetServiceRevisionArn }) => targetServiceRevisionArn)
}

/** The image of the task definition that the service names now. */
async function serving(): Promise<string | undefined> {
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: 'e2e', services: ['app'] }))
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: services[0]?.taskDefinition ?? '' }),
  )
  return taskDefinition?.containerDefinitions?.[0]?.image
}

const target = { cluster: 'e2e', service: 'app', 'poll-interval': '100ms', timeout: '10m' }
const deploy = (name: string, more: Readonly<Record<string, string>> = {}): ReturnType<typeof runBundle> =>
  runBundle('ecs-deploy', cloud, {
    inputs: { ...target, 'task-definition': 'task-definition.json', image: images.get(name) ?? '', ...more },
    workspace: folder,
  })

describe('the ecs bundles, each alone in a folder', () => {
  it('deploys an image, and does nothing when asked again', async () => {
    const run = await deploy('second')
    expect(run.outputs, shown(run)).toMatchObject({ verdict: 'pass', reason: 'deployed' })
    expect(run.conclusion).toBe('success')
    expect(await serving()).toBe(images.get('second'))
    const before = await statuses()
    const again = await deploy('second')
    expect(again.outputs, shown(again)).toMatchObject({ verdict: 'pass', reason: 'unchanged' })
    expect(await statuses()).toEqual(before)
  })

  it('fails when the circuit breaker rolls back, with exit codes and the last log lines', async () => {
    const run = await deploy('crashing')
    expect(run.outputs, shown(run)).toMatchObject({ verdict: 'fail', reason: 'circuit-breaker' })
    expect(run.conclusion).toBe('failure')
    expect(shown(run)).toContain('the configuration names no database')
    expect(run.outputs['message']).toMatch(
      /stopped: app exited with code 3, last line "the configuration names no database"; the service runs app:\d+ \(1 task\).* now; next: /,
    )
    expect(run.summary).toMatch(/exit code 3|exit(ed)?.{0,40}3/i)
    expect((await statuses())[0]).toBe('ROLLBACK_SUCCESSFUL')
  })

  it('refuses a verification that this service would never come to', async () => {
    const before = await statuses()
    const run = await deploy('first', { 'verify-url': 'http://127.0.0.1:9/version', 'verify-version': '9.9.9' })
    expect(run.outputs, shown(run)).toMatchObject({ verdict: 'fail', reason: 'nothing-to-verify', verified: 'false' })
    expect(run.conclusion).toBe('failure')
    expect(run.outputs['message']).toMatch(/PAUSE hook at POST_TEST_TRAFFIC_SHIFT.*health-verify/)
    expect(await statuses()).toEqual(before)
  })

  it('has nothing to roll back after ECS did it: the release before the failed one stays', async () => {
    const before = await statuses()
    const run = await runBundle('ecs-rollback', cloud, { inputs: target })
    expect(run.outputs, shown(run)).toMatchObject({ verdict: 'pass', reason: 'already-there' })
    expect(await serving()).toBe(images.get('second'))
    expect(await statuses()).toEqual(before)
  })

  it('rolls back to the release that is named, and stays there when run again without a name', async () => {
    const to = (await revisions()).at(-1) ?? ''
    const run = await runBundle('ecs-rollback', cloud, { inputs: { ...target, to } })
    expect(run.outputs, shown(run)).toMatchObject({ verdict: 'pass', reason: 'restored' })
    expect(await serving()).toBe(images.get('first'))
    const again = await runBundle('ecs-rollback', cloud, { inputs: target })
    expect(again.outputs, shown(again)).toMatchObject({ verdict: 'pass', reason: 'already-there' })
    expect(await serving()).toBe(images.get('first'))
  })

  it('deploys a tag as the digest that it means, and refuses one that is not there', async () => {
    const name = (images.get('second') ?? '').replace(/@.*$/, '')
    const run = await deploy('second', { image: `${name}:second` })
    expect(run.outputs, shown(run)).toMatchObject({ verdict: 'pass', reason: 'deployed', verified: 'false' })
    expect(await serving()).toBe(images.get('second'))
    const before = await statuses()
    const missing = await deploy('second', { image: `${name}:third` })
    expect(missing.outputs, shown(missing)).toMatchObject({ verdict: 'inconclusive', reason: 'IMAGE_NOT_FOUND' })
    expect(await statuses()).toEqual(before)
  })
})
