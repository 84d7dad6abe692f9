import { Failure } from '@slipway/outcome'
import type { Verified } from '@slipway/rollout'
import { describe, expect, it, test } from 'vitest'
import { answered, definition, image, play, silence, verify, type Played, type Scenario } from './world.ts'

const pause = { hookId: 'h1', targetType: 'PAUSE', status: 'AWAITING_ACTION', timeoutAction: 'ROLLBACK' }
const atPause = { lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT', hooks: [pause] }
const hooks = [{ targetType: 'PAUSE', stages: ['POST_TEST_TRAFFIC_SHIFT'] }]
const done = { status: 'SUCCESSFUL' }
const rolledBack = { status: 'ROLLBACK_SUCCESSFUL', rollback: { reason: 'asked for', serviceRevisionArn: 'rev/1' } }
const withImage = { ...definition, containerDefinitions: [{ name: 'api', image }] }
const started = ['RegisterTaskDefinition td/api:2', 'UpdateService td/api:2']
const running = { 'td/api:1': definition, 'td/api:2': withImage }
const past = (status: string, revision: string, createdAt = 1): NonNullable<Scenario['past']>[number] => ({
  arn: `sd/${createdAt}`,
  status,
  createdAt,
  targetRevisionArn: revision,
})

interface Row extends Scenario {
  readonly name: string
  /** `VERDICT REASON` */
  readonly is: string
  readonly writes: readonly string[]
}

const rows: readonly Row[] = [
  { name: 'a new image, rolling', frames: [{ status: 'PENDING' }, {}, done], is: 'pass deployed', writes: started },
  {
    name: 'proven at the pause, then continued',
    service: { hooks },
    inputs: { verify },
    frames: [atPause, atPause, { lifecycleStage: 'BAKE_TIME' }, done],
    is: 'pass deployed',
    writes: [...started, 'ContinueServiceDeployment h1 CONTINUE'],
  },
  {
    name: 'the old version answers at the pause',
    service: { hooks },
    inputs: { verify },
    frames: [atPause, atPause, rolledBack],
    answer: () => answered(200, '{"version":"1.0.0"}'),
    is: 'fail verification-failed',
    writes: [...started, 'ContinueServiceDeployment h1 ROLLBACK'],
  },
  {
    name: 'errors at the pause',
    service: { hooks },
    inputs: { verify },
    frames: [atPause, atPause, rolledBack],
    answer: () => answered(500, 'boom'),
    is: 'fail verification-failed',
    writes: [...started, 'ContinueServiceDeployment h1 ROLLBACK'],
  },
  {
    name: 'silence at the pause',
    service: { hooks },
    inputs: { verify },
    frames: [atPause, atPause, rolledBack],
    answer: () => silence,
    is: 'inconclusive verification-inconclusive',
    writes: [...started, 'ContinueServiceDeployment h1 ROLLBACK'],
  },
  {
    name: 'a pause that was not known beforehand, and nothing to verify with',
    frames: [atPause, rolledBack],
    is: 'fail nothing-to-verify',
    writes: [...started, 'ContinueServiceDeployment h1 ROLLBACK'],
  },
  {
    name: 'a pause known beforehand, and nothing to verify with',
    service: { hooks },
    is: 'fail nothing-to-verify',
    writes: [],
  },
  {
    name: 'a pause before the test listener serves the release',
    service: { hooks: [{ targetType: 'PAUSE', stages: ['POST_SCALE_UP'] }] },
    inputs: { verify },
    is: 'fail nothing-to-verify',
    writes: [],
  },
  {
    name: 'the circuit breaker',
    frames: [{}, { ...rolledBack, circuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 } }],
    is: 'fail circuit-breaker',
    writes: started,
  },
  {
    name: 'an alarm',
    frames: [{}, { ...rolledBack, alarms: { status: 'TRIGGERED', triggered: ['5xx'] } }],
    is: 'fail alarm',
    writes: started,
  },
  { name: 'rolled back for another cause', frames: [rolledBack], is: 'fail rolled-back', writes: started },
  {
    name: 'a rollback that failed',
    frames: [{ status: 'ROLLBACK_FAILED' }],
    is: 'fail rollback-failed',
    writes: started,
  },
  { name: 'stopped', frames: [{ status: 'STOPPED' }], is: 'fail stopped', writes: started },
  { name: 'never over', frames: [{}], is: 'inconclusive timeout', writes: started },
  { name: 'scaled to zero from the start', service: { desiredCount: 0 }, is: 'fail scaled-to-zero', writes: [] },
  {
    name: 'a DAEMON service has no count of its own',
    service: { desiredCount: 0, schedulingStrategy: 'DAEMON' },
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'unchanged: it runs from a deployment that succeeded',
    definitions: running,
    service: { taskDefinition: 'td/api:2' },
    past: [past('SUCCESSFUL', 'rev/2')],
    revisions: { 'rev/2': 'td/api:2' },
    is: 'pass unchanged',
    writes: [],
  },
  {
    name: 'unchanged after a later release was rolled back to it',
    definitions: running,
    service: { taskDefinition: 'td/api:2' },
    past: [past('ROLLBACK_SUCCESSFUL', 'rev/3', 2), past('SUCCESSFUL', 'rev/2', 1)],
    revisions: { 'rev/2': 'td/api:2', 'rev/3': 'td/api:3' },
    frames: [{ rollback: { serviceRevisionArn: 'rev/2' } }],
    is: 'pass unchanged',
    writes: [],
  },
  {
    name: 'unchanged though a release that failed was registered after it',
    definitions: { ...running, 'td/api:3': definition },
    service: { taskDefinition: 'td/api:2' },
    past: [past('ROLLBACK_SUCCESSFUL', 'rev/3', 2), past('SUCCESSFUL', 'rev/2', 1)],
    revisions: { 'rev/2': 'td/api:2', 'rev/3': 'td/api:3' },
    frames: [{ rollback: { serviceRevisionArn: 'rev/2' } }],
    is: 'pass unchanged',
    writes: [],
  },
  {
    name: 'the same digest in another repository is another image: it can be deleted where it was',
    definitions: running,
    service: { taskDefinition: 'td/api:2' },
    inputs: { image: 'other/api@sha256:2222' },
    past: [past('SUCCESSFUL', 'rev/2')],
    revisions: { 'rev/2': 'td/api:2' },
    digests: { 'rev/2': 'sha256:2222' },
    is: 'pass deployed',
    writes: ['RegisterTaskDefinition td/api:3', 'UpdateService td/api:3'],
  },
  {
    name: 'a tag and the digest that it was resolved to are the same image',
    definitions: { 'td/api:2': { ...definition, containerDefinitions: [{ name: 'api', image: 'registry/api:v2' }] } },
    service: { taskDefinition: 'td/api:2' },
    past: [past('SUCCESSFUL', 'rev/2')],
    revisions: { 'rev/2': 'td/api:2' },
    digests: { 'rev/2': 'sha256:2222' },
    is: 'pass unchanged',
    writes: [],
  },
  {
    name: 'a DAEMON service without an instance, again: no task shows the release',
    definitions: running,
    service: {
      taskDefinition: 'td/api:2',
      desiredCount: 0,
      runningCount: 0,
      schedulingStrategy: 'DAEMON',
    },
    past: [past('SUCCESSFUL', 'rev/2')],
    revisions: { 'rev/2': 'td/api:2' },
    is: 'fail scaled-to-zero',
    writes: [],
  },
  {
    name: 'it serves, but the service names another definition',
    definitions: running,
    service: { taskDefinition: 'td/api:1' },
    past: [past('SUCCESSFUL', 'rev/2')],
    revisions: { 'rev/2': 'td/api:2' },
    is: 'pass deployed',
    writes: ['UpdateService td/api:2'],
  },
  {
    name: 'registered by a run that was killed: only deployed',
    definitions: running,
    past: [past('SUCCESSFUL', 'rev/1')],
    revisions: { 'rev/1': 'td/api:1' },
    is: 'pass deployed',
    writes: ['UpdateService td/api:2'],
  },
  {
    name: 'named by the service, but its deployment was stopped: forced',
    definitions: running,
    service: { taskDefinition: 'td/api:2' },
    past: [past('STOPPED', 'rev/2')],
    revisions: { 'rev/2': 'td/api:2' },
    is: 'pass deployed',
    writes: ['UpdateService td/api:2 forced'],
  },
  {
    name: 'under way already: followed, not started twice',
    definitions: running,
    service: { taskDefinition: 'td/api:2', hooks },
    inputs: { verify },
    past: [past('IN_PROGRESS', 'rev/2')],
    revisions: { 'rev/2': 'td/api:2' },
    frames: [atPause, atPause, done],
    is: 'pass deployed',
    writes: ['ContinueServiceDeployment h1 CONTINUE'],
  },
  {
    name: 'a pause that somebody else continues is not proven',
    service: { hooks },
    inputs: { verify },
    frames: [
      {},
      { hooks: [{ ...pause, status: 'SUCCEEDED' }] },
      { ...done, hooks: [{ ...pause, status: 'SUCCEEDED' }] },
    ],
    is: 'inconclusive verification-inconclusive',
    writes: started,
  },
  {
    name: 'under way already, and its pause was answered by the run that was killed',
    definitions: running,
    service: { taskDefinition: 'td/api:2', hooks },
    inputs: { verify },
    past: [past('IN_PROGRESS', 'rev/2')],
    revisions: { 'rev/2': 'td/api:2' },
    frames: [{ hooks: [{ ...pause, status: 'SUCCEEDED' }] }, { ...done, hooks: [{ ...pause, status: 'SUCCEEDED' }] }],
    is: 'pass deployed',
    writes: [],
  },
]

interface Verification extends Row {
  readonly verified: Verified
  readonly message: RegExp
}

const attached: Scenario = {
  definitions: running,
  service: { taskDefinition: 'td/api:2', hooks },
  inputs: { verify },
  past: [past('IN_PROGRESS', 'rev/2')],
  revisions: { 'rev/2': 'td/api:2' },
}
const settled: Scenario = { ...attached, past: [past('SUCCESSFUL', 'rev/2')] }
const waysOut = /PAUSE hook at POST_TEST_TRAFFIC_SHIFT.*health-verify/
const ended = (status: string, timeoutAction = 'ROLLBACK') => ({
  ...done,
  hooks: [{ ...pause, status, timeoutAction }],
})

/** What was asked of the verification, and what became of it. */
const verifications: readonly Verification[] = [
  {
    name: 'verified at the pause',
    service: { hooks },
    inputs: { verify },
    frames: [atPause, atPause, done],
    is: 'pass deployed',
    writes: [...started, 'ContinueServiceDeployment h1 CONTINUE'],
    verified: 'true',
    message: /^sd\/new is SUCCESSFUL$/,
  },
  {
    name: 'not asked for',
    frames: [done],
    is: 'pass deployed',
    writes: started,
    verified: 'false',
    message: /^sd\/new is SUCCESSFUL$/,
  },
  {
    name: 'asked for, and the service has no hook',
    inputs: { verify },
    is: 'fail nothing-to-verify',
    writes: [],
    verified: 'false',
    message: waysOut,
  },
  {
    name: 'asked for, and the strategy is ROLLING, whatever hooks are configured',
    service: { strategy: 'ROLLING', hooks },
    inputs: { verify },
    is: 'fail nothing-to-verify',
    writes: [],
    verified: 'false',
    message: waysOut,
  },
  {
    name: 'asked for, and the only hooks are Lambda functions',
    service: { hooks: [{ targetType: 'AWS_LAMBDA', stages: ['POST_TEST_TRAFFIC_SHIFT'] }] },
    inputs: { verify },
    is: 'fail nothing-to-verify',
    writes: [],
    verified: 'false',
    message: waysOut,
  },
  {
    name: 'asked for, and the only pause is at a stage that is rarely reached',
    service: { hooks: [{ targetType: 'PAUSE', stages: ['RECONCILE_SERVICE'] }] },
    inputs: { verify },
    is: 'fail nothing-to-verify',
    writes: [],
    verified: 'false',
    message: waysOut,
  },
  {
    name: 'asked for, and a deployment that nobody verifies is under way',
    ...attached,
    service: { taskDefinition: 'td/api:2' },
    is: 'fail nothing-to-verify',
    writes: [],
    verified: 'false',
    message: waysOut,
  },
  {
    name: 'asked for, and ECS did not pause all the same',
    service: { hooks },
    inputs: { verify },
    frames: [{}, done],
    is: 'inconclusive verification-inconclusive',
    writes: started,
    verified: 'false',
    message: /never paused/,
  },
  {
    name: 'asked for, and somebody else continued the hook before the first look',
    service: { hooks },
    inputs: { verify },
    frames: [ended('SUCCEEDED')],
    is: 'inconclusive verification-inconclusive',
    writes: started,
    verified: 'false',
    message: /continued by somebody else/,
  },
  {
    name: 'followed from behind the hook, which ended SUCCEEDED',
    ...attached,
    frames: [{ ...ended('SUCCEEDED'), status: 'IN_PROGRESS' }, ended('SUCCEEDED')],
    is: 'pass deployed',
    writes: [],
    verified: 'earlier',
    message: /verified earlier/,
  },
  {
    name: 'followed from behind the hook, whose timer continued',
    ...attached,
    frames: [{ ...ended('TIMED_OUT', 'CONTINUE'), status: 'IN_PROGRESS' }, ended('TIMED_OUT', 'CONTINUE')],
    is: 'pass deployed',
    writes: [],
    verified: 'false',
    message: /NOT VERIFIED.*health-verify/,
  },
  {
    name: 'followed from behind the hook, of which ECS shows nothing any more',
    ...attached,
    frames: [{ lifecycleStage: 'BAKE_TIME' }, done],
    is: 'pass deployed',
    writes: [],
    verified: 'false',
    message: /NOT VERIFIED.*health-verify/,
  },
  {
    name: 'followed when it is over',
    ...attached,
    frames: [done],
    is: 'pass deployed',
    writes: [],
    verified: 'false',
    message: /NOT VERIFIED.*health-verify/,
  },
  {
    name: 'followed from before the hook, and ECS did not pause all the same',
    ...attached,
    frames: [{ lifecycleStage: 'SCALE_UP' }, { lifecycleStage: 'BAKE_TIME' }, done],
    is: 'inconclusive verification-inconclusive',
    writes: [],
    verified: 'false',
    message: /never paused/,
  },
  {
    name: 'followed from before the hook, which somebody else continued',
    ...attached,
    frames: [{ lifecycleStage: 'SCALE_UP' }, { ...ended('SUCCEEDED'), status: 'IN_PROGRESS' }, ended('SUCCEEDED')],
    is: 'inconclusive verification-inconclusive',
    writes: [],
    verified: 'false',
    message: /continued by somebody else/,
  },
  {
    name: 'unchanged, from a deployment whose hook ended SUCCEEDED',
    ...settled,
    frames: [ended('SUCCEEDED')],
    is: 'pass unchanged',
    writes: [],
    verified: 'earlier',
    message: /verified earlier/,
  },
  {
    name: 'unchanged, from a deployment that never paused',
    ...settled,
    frames: [done],
    is: 'pass unchanged',
    writes: [],
    verified: 'false',
    message: /NOT VERIFIED.*health-verify/,
  },
  {
    name: 'unchanged, and not asked for: the output says how it was',
    ...settled,
    inputs: {},
    frames: [ended('SUCCEEDED')],
    is: 'pass unchanged',
    writes: [],
    verified: 'earlier',
    message: /2 of 2 wanted tasks run$/,
  },
]

describe('a verification', () => {
  it.for(verifications)('$name', async ({ is, writes, verified, message, ...scenario }) => {
    const { result, ecs, log } = await play(scenario)
    expect(`${result.judgement.verdict} ${result.judgement.reason}`).toBe(is)
    expect(result.judgement.message).toMatch(message)
    expect(result.verified).toBe(verified)
    expect(ecs.writes).toEqual(writes)
    const said = result.judgement.message
    expect(log.filter((line) => line.startsWith('warning: '))).toEqual(
      said.includes('NOT VERIFIED') ? [`warning: ${said}`] : [],
    )
  })
})

it('a pass without the alarms that are configured is warned of', async () => {
  const alarms = { status: 'DISABLED', triggered: [], configured: ['5xx'] }
  const { result, log } = await play({ frames: [{ alarms }, { ...done, alarms }] })
  expect(result.judgement.verdict).toBe('pass')
  expect(log.at(-1)).toMatch(/^warning: .*NOT GUARDED: ECS switched off its alarms \(5xx\)/)
  const { log: guarded } = await play({ frames: [done] })
  expect(guarded.filter((line) => line.startsWith('warning: '))).toEqual([])
})

const byTag = { family: 'api', containerDefinitions: [{ name: 'api', image: 'registry.example/api:main' }] }
const byDigest = { family: 'api', containerDefinitions: [{ name: 'api', image: 'registry.example/api@sha256:2' }] }
const tagged: Scenario = {
  definitions: { 'td/api:1': byTag },
  service: { taskDefinition: 'td/api:1' },
  inputs: { image: 'registry.example/api:main' },
  tags: { 'api:main': 'sha256:2' },
  past: [past('SUCCESSFUL', 'rev/1')],
  revisions: { 'rev/1': 'td/api:1' },
}
const tagUnderWay: Scenario = { ...tagged, past: [past('IN_PROGRESS', 'rev/1')] }

/** What a tag means now is what counts, whatever the task definition that runs has in it. */
const tags: readonly Row[] = [
  {
    name: 'what it means runs: unchanged',
    ...tagged,
    definitions: { 'td/api:1': byDigest },
    is: 'pass unchanged',
    writes: [],
  },
  {
    name: 'a definition with the tag runs what it means: unchanged',
    ...tagged,
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass unchanged',
    writes: [],
  },
  {
    name: 'a definition with the tag runs what it meant before',
    ...tagged,
    digests: { 'rev/1': 'sha256:1' },
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'a definition with the tag, and ECS does not say what it became',
    ...tagged,
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'a definition with the tag runs what it means, but not all of its tasks',
    ...tagged,
    service: { taskDefinition: 'td/api:1', runningCount: 1 },
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'a definition with the tag runs what it means, but is deregistered',
    ...tagged,
    inactive: ['td/api:1'],
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'another definition runs the same image',
    ...tagged,
    definitions: { 'td/api:1': { ...byTag, cpu: '256' } },
    inputs: { image: 'registry.example/api:main', taskDefinition: 'td.json' },
    files: { 'td.json': JSON.stringify(byTag) },
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'what it means is under way: followed',
    ...tagUnderWay,
    digests: { 'rev/1': 'sha256:2' },
    is: 'pass deployed',
    writes: [],
  },
  {
    name: 'what it meant before is under way: waited for',
    ...tagUnderWay,
    digests: { 'rev/1': 'sha256:1' },
    succeedsAfter: 3,
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'ECS does not say what is under way: waited for',
    ...tagUnderWay,
    succeedsAfter: 3,
    is: 'pass deployed',
    writes: started,
  },
  {
    name: 'what it meant before is under way, and does not end',
    ...tagUnderWay,
    digests: { 'rev/1': 'sha256:1' },
    is: 'inconclusive timeout',
    writes: [],
  },
  {
    name: 'no tag is latest',
    ...tagged,
    inputs: { image: 'registry.example/api' },
    tags: { 'api:latest': 'sha256:2' },
    is: 'pass deployed',
    writes: started,
  },
]

describe('an image by tag', () => {
  it.for(tags)('$name', async ({ is, writes, ...scenario }) => {
    const { result, ecs, log } = await play(scenario)
    expect(`${result.judgement.verdict} ${result.judgement.reason}`).toBe(is)
    expect(ecs.writes).toEqual(writes)
    for (const { containerDefinitions } of ecs.registered)
      expect(containerDefinitions).toEqual([{ name: 'api', image: 'registry.example/api@sha256:2' }])
    expect(log).toContainEqual(expect.stringMatching(/^registry\.example\/api(:main)? means sha256:2 now/))
  })

  it('is looked up once, though it is waited', async () => {
    const { log } = await play({ ...tagUnderWay, digests: { 'rev/1': 'sha256:1' }, succeedsAfter: 5 })
    expect(log.filter((line) => line.startsWith('waiting for the end of sd/1'))).toHaveLength(1)
  })

  it('waited for: what AWS does not answer for a moment is asked again, and a refusal ends it', async () => {
    let lists = 0
    const failing = (code: string) => (call: string) => {
      if (call === 'ListServiceDeployments' && ++lists === 2) throw new Failure(code, `ecs:${call}`)
    }
    const waiting = { ...tagUnderWay, digests: { 'rev/1': 'sha256:1' }, succeedsAfter: 3 }
    const { result } = await play({ ...waiting, onCall: failing('AWS_THROTTLED') })
    expect(result.judgement.reason).toBe('deployed')
    lists = 1
    await expect(play({ ...waiting, onCall: failing('AWS_THROTTLED') })).rejects.toMatchObject({
      code: 'AWS_THROTTLED',
    })
    lists = 0
    const refused = play({ ...waiting, onCall: failing('AWS_ACCESS_DENIED') })
    await expect(refused).rejects.toMatchObject({ code: 'AWS_ACCESS_DENIED' })
  })

  it('waited for, and the job is cancelled: nothing is written', async () => {
    const abort = new AbortController()
    const onCall = (call: string): void => void (call === 'ListServiceDeployments' && abort.abort())
    const { result, ecs } = await play({ ...tagUnderWay, digests: { 'rev/1': 'sha256:1' }, abort, onCall })
    expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
    expect(ecs.writes).toEqual([])
  })

  it('a deployment of another definition is in the way, and not waited for', async () => {
    const definitions = { 'td/api:1': { ...byTag, cpu: '256' } }
    const inputs = { image: 'registry.example/api:main', taskDefinition: 'td.json' }
    const files = { 'td.json': JSON.stringify(byTag) }
    const failing = play({ ...tagUnderWay, definitions, inputs, files, frames: [{}] })
    await expect(failing).rejects.toMatchObject({ code: 'DEPLOYMENT_IN_FLIGHT' })
  })

  it('by digest, a deployment of the same definition with another image is in the way', async () => {
    const inputs = { image: 'registry.example/api@sha256:2' }
    const failing = play({ ...tagUnderWay, inputs, digests: { 'rev/1': 'sha256:1' }, frames: [{}] })
    await expect(failing).rejects.toMatchObject({ code: 'DEPLOYMENT_IN_FLIGHT' })
  })
})

const short: Scenario = {
  definitions: running,
  service: { taskDefinition: 'td/api:2' },
  past: [past('SUCCESSFUL', 'rev/2')],
  revisions: { 'rev/2': 'td/api:2' },
  targetGroups: ['arn:targetgroup/blue/1'],
  targets: ['healthy', 'healthy'],
}
const refuse = (call: string, code: string) => (made: string) => {
  if (made.startsWith(call)) throw new Failure(code, `${call}: ${code}`)
}

/** What is deployed already, and does not run as it is wanted: ECS judges it anew. */
const shortfalls: readonly (Scenario & { readonly name: string; readonly because: RegExp })[] = [
  { name: 'no task runs', service: { runningCount: 0 }, because: /0 of 2 wanted tasks run/ },
  { name: 'one task of two runs', service: { runningCount: 1 }, because: /1 of 2 wanted tasks run/ },
  {
    name: 'what runs is another revision',
    service: { runningCount: 2, revisions: [{ arn: 'rev/2', running: 0 }] },
    because: /0 of 2 wanted tasks run/,
  },
  {
    name: 'what runs is a revision that is on its way out alone',
    service: { runningCount: 2, revisions: [{ arn: 'rev/1', running: 2 }] },
    because: /0 of 2 wanted tasks run/,
  },
  {
    name: 'a task fails its health checks',
    running: [{ taskDefinitionArn: 'td/api:2', health: 'UNHEALTHY' }],
    because: /1 of 2 running tasks are UNHEALTHY/,
  },
  { name: 'a target is unhealthy', targets: ['healthy', 'unhealthy'], because: /target group blue are unhealthy/ },
]

describe('deployed already, but not running as it is wanted', () => {
  it.for(shortfalls)('$name', async ({ because, service, ...scenario }) => {
    const { result, ecs, log } = await play({ ...short, ...scenario, service: { ...short.service, ...service } })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
    expect(ecs.writes).toEqual(['UpdateService td/api:2 forced'])
    expect(log.join('\n')).toMatch(because)
  })

  it.for([
    ['ListTasks RUNNING', 'AWS_ACCESS_DENIED'],
    ['DescribeTargetHealth', 'AWS_ACCESS_DENIED'],
    ['DescribeTargetHealth', 'AWS_UNREACHABLE'],
  ] as const)('what cannot be looked at is said: %s, %s', async ([call, code]) => {
    const { result, ecs, log } = await play({ ...short, onCall: refuse(call, code) })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'unchanged' })
    expect(result.judgement.message).toMatch(new RegExp(`could not be looked at: .*${call}`))
    expect(log.filter((line) => line.startsWith('warning: '))).toEqual([`warning: ${result.judgement.message}`])
    expect(ecs.writes).toEqual([])
  })

  it('a task of another definition does not count', async () => {
    const { result } = await play({ ...short, running: [{ taskDefinitionArn: 'td/api:1', health: 'UNHEALTHY' }] })
    expect(result.judgement.reason).toBe('unchanged')
  })
})

describe('a deployment', () => {
  it.for(rows)('$name', async ({ is, writes, ...scenario }) => {
    const { result, ecs } = await play(scenario)
    expect(`${result.judgement.verdict} ${result.judgement.reason}`).toBe(is)
    expect(ecs.writes).toEqual(writes)
  })
})

interface Refusal extends Scenario {
  readonly name: string
  readonly code: string
  readonly message: RegExp
}

const refusals: readonly Refusal[] = [
  { name: 'no such service', service: undefined, code: 'SERVICE_NOT_FOUND', message: /no service api in cluster shop/ },
  {
    name: 'a service of the same name in another region than the ARN says',
    inputs: { service: 'arn:aws:ecs:us-east-1:123456789012:service/shop/api' },
    service: { arn: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/api' },
    code: 'SERVICE_NOT_FOUND',
    message: /arn:aws:ecs:eu-west-1:123456789012, not in arn:aws:ecs:us-east-1:123456789012/,
  },
  {
    name: 'a service that is draining',
    service: { status: 'DRAINING' },
    code: 'SERVICE_NOT_ACTIVE',
    message: /DRAINING/,
  },
  {
    name: 'CodeDeploy',
    service: { controller: 'CODE_DEPLOY' },
    code: 'CONTROLLER_UNSUPPORTED',
    message: /CODE_DEPLOY/,
  },
  {
    name: 'no such definition',
    inputs: { taskDefinition: 'nothing' },
    code: 'TASK_DEFINITION_NOT_FOUND',
    message: /nothing/,
  },
  {
    name: 'no such file',
    inputs: { taskDefinition: 'ecs/api.json' },
    code: 'TASK_DEFINITION_NOT_FOUND',
    message: /no file ecs\/api\.json/,
  },
  {
    name: 'a file that is not JSON',
    inputs: { taskDefinition: 'td.json' },
    files: { 'td.json': '{' },
    code: 'TASK_DEFINITION_UNREADABLE',
    message: /td\.json/,
  },
  {
    name: 'several containers',
    definitions: { 'td/api:1': { family: 'api', containerDefinitions: [{ name: 'api' }, { name: 'proxy' }] } },
    code: 'CONTAINER_UNCLEAR',
    message: /api, proxy/,
  },
  { name: 'no such container', inputs: { container: 'web' }, code: 'CONTAINER_NOT_FOUND', message: /no container web/ },
  {
    name: 'a tag that ECR does not have',
    inputs: { image: 'registry.example/shop/api:v2' },
    code: 'IMAGE_NOT_FOUND',
    message: /no tag v2, or no repository shop\/api/,
  },
  {
    name: 'a tag of another registry',
    inputs: { image: 'localhost/api:v2' },
    code: 'IMAGE_UNRESOLVED',
    message: /localhost\/api:v2 is a tag/,
  },
  { name: 'a tag of Docker Hub', inputs: { image: 'nginx:1' }, code: 'IMAGE_UNRESOLVED', message: /nginx:1/ },
  {
    name: 'another deployment under way',
    past: [past('IN_PROGRESS', 'rev/9')],
    frames: [{}],
    revisions: { 'rev/9': 'td/api:9' },
    code: 'DEPLOYMENT_IN_FLIGHT',
    message: /sd\/1 of td\/api:9 \(IN_PROGRESS/,
  },
  {
    name: 'another deployment under way, and the definition is registered already',
    definitions: running,
    past: [past('IN_PROGRESS', 'rev/9')],
    frames: [{}],
    revisions: { 'rev/9': 'td/api:9' },
    code: 'DEPLOYMENT_IN_FLIGHT',
    message: /td\/api:9/,
  },
]

describe('is refused before anything is touched', () => {
  it.for(refusals)('$name', async ({ code, message, ...scenario }) => {
    const writes: string[] = []
    const onCall = (call: string): void => void (/^(Register|Update|Stop|Continue)/.test(call) && writes.push(call))
    await expect(play({ ...scenario, onCall })).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
    expect(writes).toEqual([])
  })
})

describe('AWS does not answer before anything is touched', () => {
  it('and it is given up at the deadline', async () => {
    await expect(play({ hangs: true, inputs: { timeoutMs: 1 } })).rejects.toMatchObject({ code: 'AWS_UNREACHABLE' })
  })

  it('and the job is cancelled: there is a verdict at once', async () => {
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 10)
    const { result } = await play({ hangs: true, abort })
    expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
  })
})

describe('while it is followed', () => {
  const throttle = (code: string) => {
    let left = 3
    return (call: string): void => {
      if (call === 'DescribeServiceDeployments' && left-- > 0) throw new Failure(code, `ecs:${call}: ${code}`)
    }
  }

  it('throttling is ridden out', async () => {
    const { result, log } = await play({ onCall: throttle('AWS_THROTTLED') })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
    expect(log.join('\n')).toMatch(/AWS gives no answer .*AWS_THROTTLED/)
  })

  it.for(['AWS_ACCESS_DENIED', 'AWS_CREDENTIALS_EXPIRED'])(
    '%s fails at once and names what to come back to',
    async (code) => {
      const failing = play({ onCall: throttle(code) })
      await expect(failing).rejects.toMatchObject({
        code,
        message: expect.stringContaining('sd/new'),
        remedy: expect.stringMatching(/running this step again follows it/),
      })
    },
  )

  it.for(['CONTINUE', 'ROLLBACK'])(
    'an answer (%s) that AWS never takes is given at the pace of looks, and no longer than the timeout',
    async (action) => {
      let calls = 0
      const onCall = (call: string): void => {
        if (!call.startsWith('ContinueServiceDeployment')) return
        if (++calls > 1_000) throw new Error('asked without end')
        throw new Failure('AWS_THROTTLED', `ecs:${call}`)
      }
      const answer = () => answered(action === 'CONTINUE' ? 200 : 500, '{"version":"2.0.0"}')
      const frames = [{ ...atPause, hooks: [{ ...pause, timeoutAction: 'CONTINUE' }] }]
      const { result } = await play({
        service: { hooks },
        inputs: { verify, timeoutMs: 300_000 },
        frames,
        answer,
        onCall,
      })
      expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'timeout' })
      expect(result.judgement.message).toMatch(/ecs:ContinueServiceDeployment h1/)
      expect(calls).toBeLessThanOrEqual(62)
    },
  )

  it('a lost permission while it is looked for says what was begun', async () => {
    let begun = false
    const onCall = (call: string): void => {
      begun ||= call.startsWith('UpdateService')
      if (begun && call === 'ListServiceDeployments') throw new Failure('AWS_CREDENTIALS_EXPIRED', 'expired')
    }
    await expect(play({ onCall })).rejects.toMatchObject({
      code: 'AWS_CREDENTIALS_EXPIRED',
      remedy: expect.stringMatching(/running this step again follows it/),
    })
  })

  it('a newer deployment that takes over is named', async () => {
    const later = [{ ...past('IN_PROGRESS', 'rev/9', 2_000), arn: 'sd/later' }]
    const { result } = await play({ frames: [{}, { status: 'STOPPED' }], later, revisions: { 'rev/9': 'td/api:9' } })
    expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'superseded' })
    expect(result.judgement.message).toContain('sd/later')
    expect(result.serviceDeploymentArn).toBe('sd/new')
  })

  it('somebody else’s deployment of the same moment is not taken for our own', async () => {
    const later = [{ ...past('IN_PROGRESS', 'rev/9', 999), arn: 'sd/other' }]
    const { result } = await play({ later, revisions: { 'rev/9': 'td/api:9' } })
    expect(result.serviceDeploymentArn).toBe('sd/new')
  })

  it('the log says each thing once', async () => {
    const { log } = await play({
      frames: [{}, {}, {}, {}, { lifecycleStage: 'BAKE_TIME' }, { lifecycleStage: 'BAKE_TIME' }, done],
    })
    expect(log.filter((line) => line.startsWith('IN_PROGRESS'))).toHaveLength(2)
  })

  it('service events are shown once', async () => {
    const events = [
      { id: 'e1', at: 2_000, message: '(service api) has started 1 tasks' },
      { id: 'e0', at: 1, message: 'old' },
    ]
    const { log } = await play({ service: { events }, frames: [...Array.from({ length: 12 }, () => ({})), done] })
    expect(log.filter((line) => line.startsWith('event'))).toEqual([
      'event 1970-01-01T00:00:02.000Z: (service api) has started 1 tasks',
    ])
  })
})

describe('cancelled', () => {
  it('before anything was written: nothing is', async () => {
    const abort = new AbortController()
    abort.abort()
    const { result, ecs } = await play({ abort })
    expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
    expect(ecs.writes).toEqual([])
  })

  it.for([
    ['while ECS works', 'DescribeServiceDeployments', {}],
    ['before the deployment was found', 'ListServiceDeployments', {}],
  ] as const)('%s: one StopServiceDeployment, and no evidence is gathered', async ([, at, frame]) => {
    const abort = new AbortController()
    let begun = false
    const onCall = (call: string): void => {
      begun ||= call.startsWith('UpdateService')
      if (begun && call === at) abort.abort()
    }
    const { result, ecs } = await play({ abort, onCall, frames: [frame] })
    expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
    expect(ecs.writes).toEqual([...started, 'StopServiceDeployment sd/new'])
    expect(result.evidence).toBeUndefined()
  })

  it('while evidence is gathered: the verdict does not wait for it', async () => {
    const abort = new AbortController()
    const onCall = (call: string): void => void (call === 'ListTasks' && abort.abort())
    const { result } = await play({ abort, onCall, frames: [rolledBack] })
    expect(result.judgement).toMatchObject({ verdict: 'fail', reason: 'rolled-back' })
    expect(result.evidence).toBeUndefined()
  })

  it('while it verifies: stopped, not continued', async () => {
    const abort = new AbortController()
    const answer = () => {
      abort.abort()
      return answered(200, '{"version":"2.0.0"}')
    }
    const { result, ecs } = await play({ abort, answer, service: { hooks }, inputs: { verify }, frames: [atPause] })
    expect(result.judgement.reason).toBe('cancelled')
    expect(ecs.writes).toEqual([...started, 'StopServiceDeployment sd/new'])
  })
})

describe('what a failure leaves behind', () => {
  const crash = {
    taskArn: 'task/shop/abc',
    taskDefinitionArn: 'td/api:2',
    createdAt: 1_500,
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{ name: 'api', exitCode: 1 }],
  }
  const logConfiguration = {
    logDriver: 'awslogs',
    options: { 'awslogs-group': '/api', 'awslogs-stream-prefix': 'ecs' },
  }
  const logging = { ...definition, containerDefinitions: [{ name: 'api', image: 'old', logConfiguration }] }
  const failing: Scenario = {
    definitions: { 'td/api:1': logging },
    frames: [rolledBack],
    stopped: [crash],
    logs: ['no database'],
  }
  const left = ({ result }: Played) => result.evidence?.tasks.map((task) => task.containers)

  it('tasks of this deployment with exit codes and last log lines', async () => {
    const played = await play(failing)
    expect(left(played)).toEqual([[{ name: 'api', exitCode: 1, log: ['no database'] }]])
    expect(played.log).toContain('  api | no database')
  })

  it('not tasks of another definition, or of a time before', async () => {
    const other = { ...crash, taskDefinitionArn: 'td/api:1' }
    const before = { ...crash, createdAt: 999 }
    expect(left(await play({ ...failing, stopped: [other, before] }))).toEqual([])
  })

  it('what may not be looked at is named and changes nothing', async () => {
    const onCall = (call: string): void => {
      if (call === 'ListTasks') throw new Failure('AWS_ACCESS_DENIED', 'ecs:ListTasks: access denied')
    }
    const { result } = await play({ ...failing, onCall })
    expect(result.judgement.reason).toBe('rolled-back')
    expect(result.evidence?.missing).toEqual(['stopped tasks: ecs:ListTasks: access denied'])
  })
})

test('it begins by saying who it is and where it acts', async () => {
  const { log } = await play({})
  expect(log.slice(0, 2)).toEqual([
    'account 123456789012, region eu-west-1, as arn:role/deploy',
    `deploying ${image} to service api in cluster shop`,
  ])
})

test('from a file, unknown members are registered as they were written', async () => {
  const file = {
    family: 'api',
    futureTop: { a: [1] },
    containerDefinitions: [{ name: 'api', image: 'x', futureField: null }],
  }
  const { ecs } = await play({ inputs: { taskDefinition: 'td.json' }, files: { 'td.json': JSON.stringify(file) } })
  expect(ecs.registered).toEqual([{ ...file, containerDefinitions: [{ name: 'api', image, futureField: null }] }])
})
