import { createEcs } from '@slipway/aws/ecs-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { slowness } from '@slipway/local-cloud'
import { report } from '../src/report.ts'
import { localService, type LocalService } from './local-service.ts'

// The real adapters over HTTP. One service, whose releases follow one another as they would in production.

let service: LocalService

/** Milliseconds in which this machine, as busy as it is, answers a probe several times over. */
const moment = async (): Promise<number> => Math.round(300 * (await slowness()))

beforeAll(async () => {
  service = await localService()
})
afterAll(() => service.rig.stop())

it('a good release is proven on the test listener, continued and followed to SUCCESSFUL', async () => {
  const from = service.mark()
  const lines: string[] = []
  const result = await service.release({ version: '1.1.0', onLine: (line) => lines.push(line) })
  expect(result).toMatchObject({ judgement: { verdict: 'pass', reason: 'deployed' }, verified: 'true' })
  expect(await service.rig.deployment(result.serviceDeploymentArn)).toMatchObject({ status: 'SUCCESSFUL' })
  expect(await service.rig.version(service.rig.productionUrl)).toBe('1.1.0')
  expect(service.writes(from)).toEqual(['RegisterTaskDefinition', 'UpdateService', 'ContinueServiceDeployment'])
  expect(lines.join('\n')).toMatch(/account 123456789012/)
  expect(lines.filter((line) => /production 0 %/.test(line)).length).toBeGreaterThan(0)
})

it('the same release again writes nothing', async () => {
  const from = service.mark()
  const result = await service.release({ version: '1.1.0' })
  expect(result).toMatchObject({ judgement: { verdict: 'pass', reason: 'unchanged' }, verified: 'earlier' })
  expect(service.writes(from)).toEqual([])
})

it('nor when the service is named by its ARN, which brings its cluster along', async () => {
  const from = service.mark()
  const { serviceArn = '' } = await service.rig.service()
  const result = await service.release({ version: '1.1.0', inputs: { cluster: 'default', service: serviceArn } })
  expect(result).toMatchObject({ judgement: { reason: 'unchanged' }, ref: { cluster: 'main', service: 'web' } })
  expect(service.writes(from)).toEqual([])
})

it('nor does its export from the console, with null members and with the tags of AWS', async () => {
  const from = service.mark()
  const tags = [{ key: 'aws:cloudformation:stack-name', value: 'shop' }]
  const more = { command: null, dependsOn: null }
  const result = await service.release({ version: '1.1.0', more, top: { tags, taskRoleArn: null, pidMode: null } })
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'unchanged' })
  expect(service.writes(from)).toEqual([])
})

it('a subnet from which STS cannot be reached is warned of, and no more', async () => {
  const lines: string[] = []
  const reachable = service.rig.cloud.faults.inject({ service: 'sts', code: 'RESET', times: 'always' })
  const result = await service.release({ version: '1.1.0', onLine: (line) => lines.push(line) })
  reachable()
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'unchanged' })
  expect(lines.slice(0, 2)).toEqual([
    expect.stringMatching(/^the role and the account are not known: sts:GetCallerIdentity .*the step goes on$/),
    'region us-east-1',
  ])
})

it('the wrong version on the test listener is rolled back; production never serves it', async () => {
  const from = service.mark()
  const result = await service.release({
    version: '1.2.0',
    inputs: { verify: { ...service.verifyAs('9.9.9'), timeoutMs: await moment() } },
  })
  expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'verification-failed' })
  expect(result.judgement.message).toMatch(/version at version is "1\.2\.0", expected "9\.9\.9"/)
  expect(await service.rig.deployment(result.serviceDeploymentArn)).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL' })
  expect(await service.rig.version(service.rig.productionUrl)).toBe('1.1.0')
  expect(productionWeights(from)).toEqual([])
})

/** Every weight that moved on the production rule since `from`. */
function productionWeights(from: number): readonly unknown[] {
  return service.rig.cloud.timeline.events
    .slice(from)
    .flatMap((event) =>
      event.kind === 'weights' && event.ruleArn === service.rig.productionRule ? [event.weights] : [],
    )
}

it('silence at verify-url is inconclusive, and rolled back', async () => {
  const url = 'http://127.0.0.1:9/version'
  const result = await service.release({
    version: '1.2.0',
    inputs: { verify: { ...service.verifyAs('1.2.0'), url, timeoutMs: await moment() } },
  })
  expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'verification-inconclusive' })
  expect(await service.rig.version(service.rig.productionUrl)).toBe('1.1.0')
})

it('a release that crashes is given up by the circuit breaker, with exit codes and last log lines', async () => {
  const result = await service.release({ version: '1.3.0', fault: 'crash' })
  expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'circuit-breaker' })
  // One task of those that stopped alike has its log read; others may have been stopped by ECS on the way back.
  const crashed = result.evidence?.tasks.filter(({ stopCode }) => stopCode === 'EssentialContainerExited') ?? []
  const task = crashed.find(({ containers }) => containers[0]?.log !== undefined)
  expect(task?.containers[0]).toMatchObject({ name: 'app', exitCode: 3 })
  expect(task?.containers[0]?.log?.join('\n')).toMatch(/starting 1\.3\.0\nno database/)
  expect(result.evidence?.missing).toEqual([])
  const { summary, failure } = report(result)
  expect(summary).toMatch(/EssentialContainerExited .*app exit 3/)
  expect(failure).toMatch(
    /tasks? stopped: app exited with code 3, last line "no database"; the service runs app:\d+ \(\d tasks?\).* now; next: fix the release/,
  )
  expect(result.evidence?.events.map(({ message }) => message).join()).toMatch(/deployment failed/)
})

it('an image that nobody can pull is named as the cause', async () => {
  const image = `${service.rig.cloud.registryHost}/app@sha256:${'0'.repeat(64)}`
  const result = await service.release({ version: '1.3.1', inputs: { image } })
  expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'circuit-breaker' })
  expect(report(result).failure).toMatch(/tasks? stopped: CannotPullContainerError: .*; the service runs app:\d+/)
})

it('a PAUSE hook without verify-url is refused before anything is touched', async () => {
  const from = service.mark()
  const result = await service.release({ version: '1.4.0', inputs: { verify: undefined } })
  expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'nothing-to-verify' })
  expect(service.writes(from)).toEqual([])
})

it('a verification that this service can never reach is refused before anything is touched', async () => {
  const { deploymentConfiguration: paused = {} } = await service.rig.service()
  await service.rig.deploy(await current(), { ...paused, lifecycleHooks: [] })
  const from = service.mark()
  const result = await service.release({ version: '1.5.0', inputs: { verify: service.verifyAs('9.9.9') } })
  expect(result).toMatchObject({ judgement: { verdict: 'fail', reason: 'nothing-to-verify' }, verified: 'false' })
  expect(service.writes(from)).toEqual([])
  await service.rig.deploy(await current(), paused)
})

async function current(): Promise<string> {
  return (await service.rig.service()).taskDefinition ?? ''
}

it('a run that was killed is picked up: the deployment is followed, not started twice', async () => {
  const next = { version: '1.6.0' }
  const arn = await createEcs().registerTaskDefinition(JSON.parse(service.definition(next)))
  const begun = await service.rig.deploy(arn)
  const from = service.mark()
  const result = await service.release(next)
  expect(result).toMatchObject({
    judgement: { reason: 'deployed' },
    serviceDeploymentArn: begun,
    taskDefinitionArn: arn,
  })
  expect(service.writes(from)).toEqual(['ContinueServiceDeployment'])
})

it('throttling is ridden out; expired credentials end the step at once and name what goes on', async () => {
  service.rig.cloud.faults.inject({
    service: 'ecs',
    operation: 'DescribeServiceDeployments',
    code: 'ThrottlingException',
    times: 2,
  })
  const expire = (line: string): void => {
    if (line.endsWith('PAUSE hook: verifying')) service.rig.cloud.credentials.expire()
  }
  const failing = service.release({ version: '1.7.0', onLine: expire })
  await expect(failing).rejects.toMatchObject({
    code: 'AWS_CREDENTIALS_EXPIRED',
    message: expect.stringMatching(/it was following arn:aws:ecs:.*:service-deployment\/main\/web\//),
  })
  service.rig.cloud.credentials.renew()
  const resumed = await service.release({ version: '1.7.0' })
  expect(resumed.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
})

it('an alarm that is in ALARM at the start guards nothing, and the pass says so', async () => {
  const { deploymentConfiguration: before = {} } = await service.rig.service()
  await service.rig.alarm('too-many-errors', 'ALARM')
  const alarms = { alarmNames: ['too-many-errors'], enable: true, rollback: true }
  await service.rig.deploy(await current(), { ...before, alarms })
  const lines: string[] = []
  const result = await service.release({ version: '1.7.1', onLine: (line) => lines.push(line) })
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
  expect(result.judgement.message).toMatch(/NOT GUARDED.*too-many-errors/)
  expect(lines).toContain(result.judgement.message)
  expect(report(result).summary).toMatch(/NOT GUARDED.*too-many-errors/)
  await service.rig.deploy(await current(), { ...before, alarms: { ...alarms, enable: false } })
  const unasked = await service.release({ version: '1.7.2' })
  expect(unasked.judgement.message).toMatch(/is SUCCESSFUL$/)
})

it('a deployment of something else under way is refused before anything is touched', async () => {
  const other = await service.rig.deploy(service.first)
  const from = service.mark()
  await expect(service.release({ version: '1.8.0' })).rejects.toMatchObject({ code: 'DEPLOYMENT_IN_FLIGHT' })
  expect(service.writes(from)).toEqual([])
  await createEcs().stopServiceDeployment(other)
  await service.rig.ended(other)
})

it('a cancelled job sends one StopServiceDeployment, and ECS goes back', async () => {
  const abort = new AbortController()
  const from = service.mark()
  const onLine = (line: string): void => {
    if (line.includes('SCALE_UP')) abort.abort()
  }
  const result = await service.release({ version: '1.9.0', signal: abort.signal, onLine })
  expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
  expect(service.writes(from).filter((call) => call === 'StopServiceDeployment')).toHaveLength(1)
  expect(await service.rig.ended(result.serviceDeploymentArn)).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL' })
  expect(await service.rig.version(service.rig.productionUrl)).toBe('1.7.2')
})

it('a release that a newer one overtakes is superseded, and the newer one is named', async () => {
  let newer: Promise<string> | undefined
  const onLine = (line: string): void => {
    if (line.includes(', SCALE_UP')) newer ??= service.rig.deploy(service.first)
  }
  const result = await service.release({ version: '2.0.0', onLine })
  expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'superseded' })
  expect(result.judgement.message).toContain(await newer)
  await createEcs().stopServiceDeployment((await newer) ?? '')
  await service.rig.ended((await newer) ?? '')
})
