import type { Log } from '@slipway/action-io'
import { createEcs } from '@slipway/aws/ecs-client'
import { createLogs } from '@slipway/aws/logs'
import { createSts } from '@slipway/aws/sts'
import { systemClock } from '@slipway/control-loop'
import { createProbe } from '@slipway/probe'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEcsRig, type EcsRig } from '../../../packages/local-cloud/test/ecs/rig.ts'
import type { DeployInputs } from '../src/inputs.ts'
import { report } from '../src/report.ts'
import type { Result } from '../src/result.ts'
import { run } from '../src/run.ts'

// The real adapters over HTTP. One service, whose releases follow one another as they would in production.

let rig: EcsRig
let first: string
let base: Readonly<Record<string, unknown>>

const pauseBeforeProduction = {
  strategy: 'BLUE_GREEN' as const,
  bakeTimeInMinutes: 2,
  lifecycleHooks: [{ targetType: 'PAUSE' as const, lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT' as const] }],
  deploymentCircuitBreaker: { enable: true, rollback: true },
}

beforeAll(async () => {
  rig = await startEcsRig()
  Object.assign(process.env, rig.cloud.env)
  first = await rig.register('1.0.0')
  await rig.create({ taskDefinition: first, deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 } })
  await rig.ended(await rig.newestDeployment())
  // The same task definition: the hook is configured, and nothing is deployed.
  await rig.deploy(first, pauseBeforeProduction)
  base = (await createEcs().describeTaskDefinition(first))?.document ?? {}
})
afterAll(() => rig.stop())

interface Release {
  readonly version: string
  readonly fault?: string
  /** Members of the container that no SDK knows, and so on. */
  readonly more?: object
  readonly top?: object
  readonly inputs?: Partial<DeployInputs>
  readonly signal?: AbortSignal
  readonly onLine?: (line: string) => void
}

/** A definition file as it would lie in the repository. */
function definition({ version, fault = 'none', more = {}, top = {} }: Release): string {
  const [container] = base['containerDefinitions'] as readonly object[]
  const environment = [
    { name: 'VERSION', value: version },
    { name: 'FAULT', value: fault },
  ]
  return JSON.stringify({ family: 'app', containerDefinitions: [{ ...container, environment, ...more }], ...top })
}

async function release(wanted: Release): Promise<Result> {
  const verify = {
    url: `${rig.testUrl}/version`,
    version: wanted.version,
    timeoutMs: 3_000,
    intervalMs: 20,
    attemptTimeoutMs: 1_000,
    successes: 3,
  }
  const [container] = base['containerDefinitions'] as readonly { readonly image: string }[]
  const inputs: DeployInputs = {
    cluster: 'main',
    service: 'web',
    taskDefinition: 'ecs/app.json',
    container: '',
    image: container?.image ?? '',
    timeoutMs: 60_000,
    pollMs: 50,
    verify,
    ...wanted.inputs,
  }
  const say = (line: string): void => wanted.onLine?.(line)
  const log: Log = { info: say, warning: say, debug: () => undefined, group: async (_title, body) => await body() }
  const readFile = async (path: string): Promise<string | undefined> =>
    path === 'ecs/app.json' ? definition(wanted) : undefined
  const aws = { sts: createSts(), ecs: createEcs(), logs: createLogs(), probe: createProbe() }
  return await run(inputs, { ...aws, clock: systemClock, log, readFile }, wanted.signal ?? new AbortController().signal)
}

/** ECS operations that were called since `from`, in order. */
function calls(from: number): readonly string[] {
  return rig.cloud.timeline.events
    .slice(from)
    .flatMap((event) => (event.kind === 'call' && event.service === 'ecs' ? event.operation : []))
}

function mark(): number {
  return rig.cloud.timeline.events.length
}

const writing = /^(RegisterTaskDefinition|UpdateService|ContinueServiceDeployment|StopServiceDeployment)$/

it('a good release is proven on the test listener, continued and followed to SUCCESSFUL', async () => {
  const from = mark()
  const lines: string[] = []
  const result = await release({ version: '1.1.0', onLine: (line) => lines.push(line) })
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
  expect(await rig.deployment(result.serviceDeploymentArn)).toMatchObject({ status: 'SUCCESSFUL' })
  expect(await rig.version(rig.productionUrl)).toBe('1.1.0')
  expect(calls(from).filter((call) => writing.test(call))).toEqual([
    'RegisterTaskDefinition',
    'UpdateService',
    'ContinueServiceDeployment',
  ])
  expect(lines.join('\n')).toMatch(/account 123456789012/)
  expect(lines.filter((line) => /production 0 %/.test(line)).length).toBeGreaterThan(0)
})

it('the same release again writes nothing', async () => {
  const from = mark()
  const result = await release({ version: '1.1.0' })
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'unchanged' })
  expect(calls(from).filter((call) => writing.test(call))).toEqual([])
})

it('the wrong version on the test listener is rolled back; production never serves it', async () => {
  const from = mark()
  const result = await release({ version: '1.2.0', inputs: { verify: { ...verifyAs('9.9.9'), timeoutMs: 300 } } })
  expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'verification-failed' })
  expect(result.judgement.message).toMatch(/version at version is "1\.2\.0", expected "9\.9\.9"/)
  expect(await rig.deployment(result.serviceDeploymentArn)).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL' })
  expect(await rig.version(rig.productionUrl)).toBe('1.1.0')
  expect(productionWeights(from)).toEqual([])
})

function verifyAs(version: string): NonNullable<DeployInputs['verify']> {
  const url = `${rig.testUrl}/version`
  return { url, version, timeoutMs: 3_000, intervalMs: 20, attemptTimeoutMs: 1_000, successes: 3 }
}

/** Every weight that moved on the production rule since `from`. */
function productionWeights(from: number): readonly unknown[] {
  return rig.cloud.timeline.events
    .slice(from)
    .flatMap((event) => (event.kind === 'weights' && event.ruleArn === rig.productionRule ? [event.weights] : []))
}

it('silence at verify-url is inconclusive, and rolled back', async () => {
  const url = 'http://127.0.0.1:9/version'
  const result = await release({ version: '1.2.0', inputs: { verify: { ...verifyAs('1.2.0'), url, timeoutMs: 200 } } })
  expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'verification-inconclusive' })
  expect(await rig.version(rig.productionUrl)).toBe('1.1.0')
})

it('a release that crashes is given up by the circuit breaker, with exit codes and last log lines', async () => {
  const result = await release({ version: '1.3.0', fault: 'crash' })
  expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'circuit-breaker' })
  // One task of those that stopped alike has its log read; others may have been stopped by ECS on the way back.
  const crashed = result.evidence?.tasks.filter(({ stopCode }) => stopCode === 'EssentialContainerExited') ?? []
  const task = crashed.find(({ containers }) => containers[0]?.log !== undefined)
  expect(task?.containers[0]).toMatchObject({ name: 'app', exitCode: 3 })
  expect(task?.containers[0]?.log?.join('\n')).toMatch(/starting 1\.3\.0\nno database/)
  expect(result.evidence?.missing).toEqual([])
  expect(report(result).summary).toMatch(/EssentialContainerExited .*app exit 3/)
})

it('a PAUSE hook without verify-url is refused before anything is touched', async () => {
  const from = mark()
  const result = await release({ version: '1.4.0', inputs: { verify: undefined } })
  expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'nothing-to-verify' })
  expect(calls(from).filter((call) => writing.test(call))).toEqual([])
})

it('members that no SDK knows reach ECS, come back, and count when definitions are compared', async () => {
  const future = { version: '1.5.0', more: { futureField: { a: [1, null] } }, top: { futureTop: 'kept' } }
  const result = await release(future)
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
  const registered = await createEcs().describeTaskDefinition(result.taskDefinitionArn)
  expect(registered?.document).toMatchObject({
    futureTop: 'kept',
    containerDefinitions: [{ futureField: { a: [1, null] } }],
  })
  await expect(release(future)).resolves.toMatchObject({ judgement: { reason: 'unchanged' } })

  const viaFamily = await release({ version: '1.5.0', inputs: { taskDefinition: 'app' } })
  expect(viaFamily.judgement).toMatchObject({ reason: 'unchanged' })
})

it('a run that was killed is picked up: the deployment is followed, not started twice', async () => {
  const next = { version: '1.6.0' }
  const arn = await createEcs().registerTaskDefinition(JSON.parse(definition(next)))
  const begun = await rig.deploy(arn)
  const from = mark()
  const result = await release(next)
  expect(result).toMatchObject({
    judgement: { reason: 'deployed' },
    serviceDeploymentArn: begun,
    taskDefinitionArn: arn,
  })
  expect(calls(from).filter((call) => writing.test(call))).toEqual(['ContinueServiceDeployment'])
})

it('throttling is ridden out; expired credentials end the step at once and name what goes on', async () => {
  rig.cloud.faults.inject({
    service: 'ecs',
    operation: 'DescribeServiceDeployments',
    code: 'ThrottlingException',
    times: 2,
  })
  const expire = (line: string): void => {
    if (line.startsWith('PAUSE hook')) rig.cloud.credentials.expire()
  }
  const failing = release({ version: '1.7.0', onLine: expire })
  await expect(failing).rejects.toMatchObject({
    code: 'AWS_CREDENTIALS_EXPIRED',
    message: expect.stringMatching(/it was following arn:aws:ecs:.*:service-deployment\/main\/web\//),
  })
  rig.cloud.credentials.renew()
  const resumed = await release({ version: '1.7.0' })
  expect(resumed.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
})

it('a deployment of something else under way is refused before anything is touched', async () => {
  const other = await rig.deploy(first)
  const from = mark()
  await expect(release({ version: '1.8.0' })).rejects.toMatchObject({ code: 'DEPLOYMENT_IN_FLIGHT' })
  expect(calls(from).filter((call) => writing.test(call))).toEqual([])
  await createEcs().stopServiceDeployment(other)
  await rig.ended(other)
})

it('a cancelled job sends one StopServiceDeployment, and ECS goes back', async () => {
  const abort = new AbortController()
  const from = mark()
  const onLine = (line: string): void => {
    if (line.includes('SCALE_UP')) abort.abort()
  }
  const result = await release({ version: '1.9.0', signal: abort.signal, onLine })
  expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
  expect(calls(from).filter((call) => call === 'StopServiceDeployment')).toHaveLength(1)
  expect(await rig.ended(result.serviceDeploymentArn)).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL' })
  expect(await rig.version(rig.productionUrl)).toBe('1.7.0')
})
