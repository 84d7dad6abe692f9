import type { Log } from '@slipway/action-io'
import type { Clock } from '@slipway/control-loop'
import { Failure } from '@slipway/outcome'
import { describe, expect, it, test } from 'vitest'
import type { RollbackInputs } from '../src/inputs.ts'
import { report } from '../src/report.ts'
import type { Result } from '../src/result.ts'
import { run } from '../src/run.ts'
import { definitionArn, memoryEcs, revisionArn, type MemoryEcs, type MemoryOptions } from './memory-ecs.ts'

function instantClock(): Clock {
  let now = 500
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms
    },
  }
}

interface Scenario extends MemoryOptions {
  readonly to?: string
  readonly timeoutMs?: number
  /** States of the targets in every target group. */
  readonly targets?: readonly string[]
  /** Called when they are asked for; may throw. */
  readonly onTargets?: () => void
}

interface Played {
  readonly result: Result
  readonly ecs: MemoryEcs
  readonly log: readonly string[]
}

async function play(scenario: Scenario, signal = new AbortController().signal): Promise<Played> {
  const ecs = memoryEcs(scenario)
  const lines: string[] = []
  const add = (line: string): void => void lines.push(line)
  const log: Log = {
    info: add,
    warning: (line) => add(`warning: ${line}`),
    debug: add,
    group: async (_title, body) => await body(),
  }
  const inputs: RollbackInputs = {
    cluster: 'shop',
    service: 'api',
    to: scenario.to ?? '',
    timeoutMs: scenario.timeoutMs ?? 60_000,
    pollMs: 5_000,
  }
  const sts = { whoAmI: async () => ({ accountId: '123456789012', arn: 'arn:role/deploy', region: 'eu-west-1' }) }
  const logs = { lastLines: async () => [] }
  const targetHealth = {
    async statesIn() {
      scenario.onTargets?.()
      return scenario.targets ?? []
    },
  }
  const result = await run(inputs, { sts, ecs, logs, targetHealth, clock: instantClock(), log }, signal)
  return { result, ecs, log: lines }
}

interface Row extends Scenario {
  readonly name: string
  /** `VERDICT REASON`, and the service revision that the service is left with. */
  readonly is: string
  readonly revision?: string
  readonly writes: readonly string[]
}

const goes = (revision: string) => ({
  status: 'ROLLBACK_SUCCESSFUL',
  rollback: { serviceRevisionArn: revisionArn(revision) },
})
const hooks = [{ targetType: 'PAUSE', stages: ['POST_TEST_TRAFFIC_SHIFT'] }]
const pause = { hookId: 'h1', targetType: 'PAUSE', status: 'AWAITING_ACTION', timeoutAction: 'ROLLBACK' }
const paused = { status: 'IN_PROGRESS', lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT', hooks: [pause] }

const rows: readonly Row[] = [
  {
    name: 'from the last success to the one before',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    is: 'pass restored',
    revision: 'new',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'past deployments that were rolled back or stopped',
    past: ['SUCCESSFUL r1', 'ROLLBACK_SUCCESSFUL r2 -> r1', 'STOPPED r3', 'SUCCESSFUL r4'],
    is: 'pass restored',
    revision: 'new',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'after a rollback by ECS: nothing is left to undo',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'ROLLBACK_SUCCESSFUL r3 -> r2'],
    is: 'pass already-there',
    revision: 'r2',
    writes: [],
  },
  {
    name: 'after two rollbacks by ECS: neither',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'ROLLBACK_SUCCESSFUL r3', 'ROLLBACK_SUCCESSFUL r4 -> r2'],
    is: 'pass already-there',
    revision: 'r2',
    writes: [],
  },
  {
    name: 'after a rollback by ECS to what has no task any more: deployed again',
    service: {
      revisions: [
        { arn: revisionArn('r2'), running: 0 },
        { arn: revisionArn('r3'), running: 2 },
      ],
    },
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'ROLLBACK_SUCCESSFUL r3 -> r2'],
    is: 'pass restored',
    writes: ['UpdateService api:2'],
  },
  {
    name: 'the way back was itself rolled back by ECS: tried again',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'ROLLBACK_SUCCESSFUL r3 -> r2'],
    runs: { r3: '1' },
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'the way back is being rolled back by ECS: waited for, and tried again',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'ROLLBACK_IN_PROGRESS r3'],
    runs: { r3: '1' },
    moving: [{ status: 'ROLLBACK_IN_PROGRESS' }, goes('r2')],
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'run once more after a rollback: not forth again',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    runs: { r3: '1' },
    is: 'pass already-there',
    revision: 'r3',
    writes: [],
  },
  {
    name: 'run once more after a rollback over two releases',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3', 'SUCCESSFUL r4'],
    runs: { r4: '1' },
    is: 'pass already-there',
    revision: 'r4',
    writes: [],
  },
  {
    name: 'a release after a rollback goes back to what ran before it',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3', 'SUCCESSFUL r4'],
    runs: { r3: '1' },
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'the release that was left, deployed once more, goes back to the same',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3', 'SUCCESSFUL r4'],
    runs: { r3: '1', r4: '2' },
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'stopped half-way after a rollback: to what the rollback restored',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3', 'STOPPED r4'],
    runs: { r3: '1' },
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'a forced deployment that was stopped half-way: to the release itself',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'STOPPED r3'],
    runs: { r3: '2' },
    is: 'pass restored',
    writes: ['UpdateService api:2'],
  },
  {
    name: 'a forced deployment under way: back to what is served',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'IN_PROGRESS r3'],
    runs: { r3: '2' },
    afterStop: [goes('r2')],
    is: 'pass restored',
    revision: 'r2',
    writes: ['StopServiceDeployment sd/3'],
  },
  {
    name: 'after a deployment that was stopped half-way: to the last success',
    past: ['SUCCESSFUL r1', 'STOPPED r2'],
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'a forced deployment of the same definition is not another release',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    runs: { r3: '2' },
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  { name: 'nothing before', past: ['SUCCESSFUL r1'], is: 'fail no-known-good', writes: [] },
  { name: 'no history', past: [], is: 'fail no-known-good', writes: [] },
  { name: 'a first deployment under way', past: ['IN_PROGRESS r1'], is: 'fail no-known-good', writes: [] },
  {
    name: 'a release under way: stopped, and ECS goes back to the target',
    past: ['SUCCESSFUL r1', 'IN_PROGRESS r2'],
    afterStop: [{ status: 'ROLLBACK_IN_PROGRESS' }, goes('r1')],
    is: 'pass restored',
    revision: 'r1',
    writes: ['StopServiceDeployment sd/2'],
  },
  {
    name: 'a release that is being rolled back already: waited for',
    past: ['SUCCESSFUL r1', 'ROLLBACK_IN_PROGRESS r2'],
    moving: [{ status: 'ROLLBACK_IN_PROGRESS' }, goes('r1')],
    is: 'pass restored',
    revision: 'r1',
    writes: [],
  },
  {
    name: 'a release under way that ECS takes back to something else: deployed then',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'IN_PROGRESS r3'],
    to: revisionArn('r1'),
    afterStop: [goes('r2')],
    is: 'pass restored',
    revision: 'new',
    writes: ['StopServiceDeployment sd/3', 'UpdateService api:1'],
  },
  {
    name: 'a release that succeeds before the stop: deployed over',
    past: ['SUCCESSFUL r1', 'IN_PROGRESS r2'],
    afterStop: [{ status: 'SUCCESSFUL' }],
    stopRefused: 'ConflictException: it is SUCCESSFUL',
    is: 'pass restored',
    revision: 'new',
    writes: ['StopServiceDeployment sd/2', 'UpdateService api:1'],
  },
  {
    name: 'a rollback of an earlier run that was killed: followed, not stopped',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'IN_PROGRESS r3'],
    runs: { r3: '1' },
    moving: [{ status: 'IN_PROGRESS' }, { status: 'SUCCESSFUL' }],
    is: 'pass restored',
    revision: 'r3',
    writes: [],
  },
  {
    name: 'a rollback that fails',
    past: ['SUCCESSFUL r1', 'IN_PROGRESS r2'],
    afterStop: [{ status: 'ROLLBACK_FAILED' }],
    is: 'fail rollback-failed',
    writes: ['StopServiceDeployment sd/2'],
  },
  {
    name: 'a stop that never ends',
    past: ['SUCCESSFUL r1', 'IN_PROGRESS r2'],
    is: 'inconclusive timeout',
    writes: ['StopServiceDeployment sd/2'],
  },
  {
    name: 'to: a revision',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    to: revisionArn('r1'),
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'to: a task definition',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    to: definitionArn(1),
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'to: what runs',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    to: revisionArn('r2'),
    is: 'pass already-there',
    revision: 'r2',
    writes: [],
  },
  {
    name: 'to: what runs after a rollback by ECS',
    past: ['SUCCESSFUL r1', 'ROLLBACK_SUCCESSFUL r2 -> r1'],
    to: definitionArn(1),
    is: 'pass already-there',
    revision: 'r1',
    writes: [],
  },
  {
    name: 'to: what was left half-way is deployed again, by force',
    service: { taskDefinition: definitionArn(1) },
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'STOPPED r3'],
    runs: { r3: '1' },
    to: revisionArn('r1'),
    is: 'pass restored',
    writes: ['UpdateService api:1 forced'],
  },
  {
    name: 'to: what is under way is followed',
    past: ['SUCCESSFUL r1', 'IN_PROGRESS r2'],
    moving: [{ status: 'IN_PROGRESS' }, { status: 'SUCCESSFUL' }],
    to: revisionArn('r2'),
    is: 'pass restored',
    revision: 'r2',
    writes: [],
  },
  {
    name: 'a PAUSE hook is continued for a proven revision',
    service: { hooks },
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    frames: [paused, { status: 'IN_PROGRESS' }, { status: 'SUCCESSFUL' }],
    is: 'pass restored',
    writes: ['UpdateService api:1', 'ContinueServiceDeployment h1 CONTINUE'],
  },
  {
    name: 'to: a revision that never succeeded, with a PAUSE hook',
    service: { hooks },
    past: ['SUCCESSFUL r1', 'STOPPED r2', 'SUCCESSFUL r3'],
    to: revisionArn('r2'),
    is: 'fail nothing-to-verify',
    writes: [],
  },
  {
    name: 'to: a revision that never succeeded',
    past: ['STOPPED r2', 'SUCCESSFUL r3'],
    to: revisionArn('r2'),
    is: 'pass restored',
    writes: ['UpdateService api:2'],
  },
  {
    name: 'the deployment back is rolled back',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    frames: [goes('r2')],
    is: 'fail rolled-back',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'ECS does not say which image it took',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    digests: { new: undefined },
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'to: what runs, and has no task any more',
    service: { revisions: [], runningCount: 0 },
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    to: revisionArn('r2'),
    is: 'pass restored',
    writes: ['UpdateService api:2'],
  },
]

const latest = { images: { 1: 'host:5000/api:latest' }, runs: { r2: '1' } } as const
const copied = ['RegisterTaskDefinition host:5000/api@sha256:a', 'UpdateService api:100'] as const

const tagRows: readonly Row[] = [
  {
    ...latest,
    name: 'releases that differ only in what a tag means: a copy by digest',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    digests: { r1: 'sha256:a', r2: 'sha256:b' },
    is: 'pass restored',
    revision: 'new',
    writes: copied,
  },
  {
    ...latest,
    name: 'two of them: one step only',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    runs: { r2: '1', r3: '1' },
    digests: { r1: 'sha256:0', r2: 'sha256:a', r3: 'sha256:b' },
    is: 'pass restored',
    writes: copied,
  },
  {
    ...latest,
    name: 'the same image once more is no other release',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    digests: { r1: 'sha256:a', r2: 'sha256:a' },
    is: 'fail no-known-good',
    writes: [],
  },
  {
    ...latest,
    name: 'an image that ECS does not tell is no other release',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    digests: { r1: 'sha256:a', r2: undefined },
    is: 'fail no-known-good',
    writes: [],
  },
  {
    ...latest,
    name: 'an image that ECS does not tell, between two that it tells',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    runs: { r2: '1', r3: '1' },
    digests: { r1: 'sha256:a', r2: undefined, r3: 'sha256:b' },
    is: 'pass restored',
    writes: copied,
  },
  {
    ...latest,
    name: 'an image that ECS tells at its second deployment only',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    runs: { r2: '1', r3: '1' },
    digests: { r1: undefined, r2: 'sha256:a', r3: 'sha256:b' },
    is: 'pass restored',
    writes: copied,
  },
  {
    ...latest,
    name: 'what a tag means is told by the newest that says so',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'STOPPED r3'],
    runs: { r2: '1', r3: '1' },
    digests: { r1: 'sha256:a', r2: 'sha256:b', r3: undefined, new: 'sha256:b' },
    is: 'pass restored',
    revision: 'new',
    writes: ['UpdateService api:1'],
  },
  {
    ...latest,
    name: 'to: the definition of which a copy runs',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    images: { 1: 'host:5000/api:latest', 3: 'host:5000/api@sha256:a' },
    digests: { r1: 'sha256:a', r2: 'sha256:b' },
    to: definitionArn(1),
    is: 'pass already-there',
    writes: [],
  },
  {
    name: 'the same definition by digest, registered twice, is two releases',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    images: { 1: 'registry/api@sha256:a', 2: 'registry/api@sha256:a' },
    is: 'pass restored',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'other images although the definition names a digest: no copy could help',
    past: ['SUCCESSFUL r2', 'SUCCESSFUL r3'],
    images: { 2: 'registry/api@sha256:index' },
    digests: { new: 'sha256:arm' },
    is: 'fail other-image',
    writes: ['UpdateService api:2'],
  },
  {
    name: 'other images although the copy names a digest: said, and not tried for ever',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    digests: { new: 'sha256:b', new2: 'sha256:c' },
    is: 'fail other-image',
    revision: 'new2',
    writes: ['UpdateService api:1', 'RegisterTaskDefinition registry/api@sha256:1', 'UpdateService api:100'],
  },
  {
    ...latest,
    name: 'to: an image that never succeeded, with a PAUSE hook',
    service: { hooks },
    past: ['STOPPED r1', 'SUCCESSFUL r2'],
    digests: { r1: 'sha256:a', r2: 'sha256:b' },
    to: revisionArn('r1'),
    is: 'fail nothing-to-verify',
    writes: [],
  },
  {
    ...latest,
    name: 'to: the definition that runs, as another revision of it resolved it',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    digests: { r1: 'sha256:a', r2: 'sha256:b' },
    to: revisionArn('r1'),
    is: 'pass restored',
    writes: copied,
  },
  {
    ...latest,
    name: 'run once more after a copy: not forth again',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    images: { 1: 'host:5000/api:latest', 3: 'host:5000/api@sha256:a' },
    digests: { r1: 'sha256:a', r2: 'sha256:b' },
    is: 'pass already-there',
    revision: 'r3',
    writes: [],
  },
  {
    ...latest,
    name: 'a copy under way, of a run that was killed: followed',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'IN_PROGRESS r3'],
    images: { 1: 'host:5000/api:latest', 3: 'host:5000/api@sha256:a' },
    digests: { r1: 'sha256:a', r2: 'sha256:b' },
    moving: [{ status: 'IN_PROGRESS' }, { status: 'SUCCESSFUL' }],
    is: 'pass restored',
    revision: 'r3',
    writes: [],
  },
  {
    ...latest,
    name: 'the same image by digest in a definition that differs elsewhere is a release',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'SUCCESSFUL r3'],
    images: { 1: 'host:5000/api:latest', 3: 'host:5000/api@sha256:a' },
    more: { 3: { cpu: '512' } },
    digests: { r1: 'sha256:a', r2: 'sha256:b', new: 'sha256:b' },
    is: 'pass restored',
    revision: 'new',
    writes: ['UpdateService api:1'],
  },
  {
    name: 'a tag that moved unseen: the deployment shows it, and a copy by digest follows',
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    digests: { new: 'sha256:b' },
    is: 'pass restored',
    revision: 'new2',
    writes: ['UpdateService api:1', 'RegisterTaskDefinition registry/api@sha256:1', 'UpdateService api:100'],
  },
  {
    name: 'a tag that moved unseen, with a PAUSE hook: rolled back there, and a copy by digest follows',
    service: { hooks },
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    digests: { new: 'sha256:b' },
    frames: [paused, goes('r2')],
    is: 'pass restored',
    revision: 'new2',
    writes: [
      'UpdateService api:1',
      'ContinueServiceDeployment h1 ROLLBACK',
      'RegisterTaskDefinition registry/api@sha256:1',
      'UpdateService api:100',
    ],
  },
]

describe('a rollback', () => {
  it.for([...rows, ...tagRows])('$name', async ({ is, revision, writes, ...scenario }) => {
    const { result, ecs } = await play(scenario)
    expect(`${result.judgement.verdict} ${result.judgement.reason}`).toBe(is)
    expect(ecs.writes).toEqual(writes)
    expect(result.serviceRevisionArn).toMatch(revision === undefined ? /^/ : new RegExp(`/${revision}$`))
  })
})

const short: Scenario = {
  past: ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'ROLLBACK_SUCCESSFUL r3 -> r2'],
  targetGroups: ['arn:targetgroup/blue/1'],
  targets: ['healthy', 'healthy'],
}

describe('undone already, but not running as it is wanted: deployed again', () => {
  it.for([
    {
      name: 'one task of two runs',
      service: { revisions: [{ arn: revisionArn('r2'), running: 1 }] },
      because: '1 of 2 wanted tasks run',
    },
    {
      name: 'one task of two runs, and to: names it',
      to: revisionArn('r2'),
      service: { revisions: [{ arn: revisionArn('r2'), running: 1 }] },
      because: '1 of 2 wanted tasks run',
    },
    {
      name: 'a task fails its health checks',
      running: [{ taskDefinitionArn: definitionArn(2), health: 'UNHEALTHY' }],
      because: '1 of 2 running tasks are UNHEALTHY',
    },
    { name: 'no target is healthy', targets: ['unhealthy'], because: 'in the target group blue are unhealthy' },
    {
      name: 'no task is wanted',
      service: { desiredCount: 0, revisions: [{ arn: revisionArn('r2'), running: 0 }] },
      because: 'none of its tasks runs',
    },
  ])('$name', async ({ because, ...scenario }) => {
    const { result, ecs } = await play({ ...short, ...scenario })
    expect(result.judgement.reason).toBe('restored')
    expect(ecs.writes).toEqual(['UpdateService api:2'])
    expect(result.plan.because).toContain(because)
  })

  it('what cannot be looked at is said', async () => {
    const onTargets = (): void => {
      throw new Failure('AWS_ACCESS_DENIED', 'elasticloadbalancing:DescribeTargetHealth is denied')
    }
    const { result, ecs, log } = await play({ ...short, onTargets })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'already-there' })
    expect(result.judgement.message).toMatch(/could not be looked at: the target group blue \(elastic/)
    expect(log).toContain(`warning: ${result.judgement.message}`)
    expect(ecs.writes).toEqual([])
  })
})

test('a pass without the alarms that are configured is warned of', async () => {
  const alarms = { status: 'DISABLED', triggered: [], configured: ['5xx'] }
  const { result, log } = await play({
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    frames: [{ status: 'SUCCESSFUL', alarms }],
  })
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'restored' })
  expect(result.judgement.message).toMatch(/; NOT GUARDED: ECS switched off its alarms \(5xx\)/)
  expect(log).toContain(`warning: ${result.judgement.message}`)
})

test('images that cannot be compared: says what stands, and how to run it again without going back once more', async () => {
  const unreadable = new Failure('AWS_CREDENTIALS_EXPIRED', 'expired')
  await expect(play({ past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'], unreadable })).rejects.toMatchObject({
    code: 'AWS_CREDENTIALS_EXPIRED',
    message: expect.stringMatching(/^sd\/new is SUCCESSFUL, .*expired/),
    remedy: expect.stringContaining(`to: ${revisionArn('r1')}`),
  })
})

describe('a release under way', () => {
  const past = ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'IN_PROGRESS r3']

  it('is stopped also where the definition to which ECS goes back is INACTIVE: UpdateService is not needed', async () => {
    const { result, ecs } = await play({ past, inactive: [definitionArn(2)], afterStop: [goes('r2')] })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'restored' })
    expect(ecs.writes).toEqual(['StopServiceDeployment sd/3'])
  })

  it('is left alone where the target is another one, and INACTIVE', async () => {
    const failing = play({ past, inactive: [definitionArn(1)], to: revisionArn('r1') })
    await expect(failing).rejects.toMatchObject({ code: 'TASK_DEFINITION_INACTIVE' })
  })
})

describe('is refused before anything is touched', () => {
  it('to an INACTIVE task definition', async () => {
    const failing = play({ past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'], inactive: [definitionArn(1)] })
    await expect(failing).rejects.toMatchObject({
      code: 'TASK_DEFINITION_INACTIVE',
      message: expect.stringContaining('is INACTIVE'),
    })
  })

  it.for([
    ['a task definition that the service never ran', definitionArn(9)],
    ['a revision of another service', revisionArn('r1').replace('/api/', '/web/')],
  ] as const)('to %s', async ([, to]) => {
    await expect(play({ past: ['SUCCESSFUL r1'], to })).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' })
  })
})

test('the plan is shown first: from, to, images and why', async () => {
  const { log } = await play({ past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'] })
  const plan = log.slice(log.indexOf('the plan:'), log.indexOf('the plan:') + 9)
  expect(plan).toEqual([
    'the plan:',
    `  from ${revisionArn('r2')}`,
    `    ${definitionArn(2)}`,
    '    api: registry/api:2 (sha256:2)',
    `  to ${revisionArn('r1')}`,
    `    ${definitionArn(1)}`,
    '    api: registry/api:1 (sha256:1)',
    `  because ${revisionArn('r1')} is the last service revision that a SUCCESSFUL deployment made before ${revisionArn('r2')}`,
    '  step deploy',
  ])
  expect(log.findIndex((line) => line.startsWith('UpdateService'))).toBeGreaterThan(log.indexOf('  step deploy'))
})

test.for([
  ['at its first look', 1],
  ['once the plan is made', 2],
] as const)('AWS does not answer %s, before anything is touched: given up at the deadline', async ([, hangsFrom]) => {
  const past = ['SUCCESSFUL r1', 'SUCCESSFUL r2']
  await expect(play({ past, hangsFrom, timeoutMs: 1 })).rejects.toMatchObject({ code: 'AWS_UNREACHABLE' })
})

test('cancelled before anything was changed: nothing is', async () => {
  const { result, ecs } = await play({ past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'] }, AbortSignal.abort())
  expect(result.judgement).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
  expect(ecs.writes).toEqual([])
})

test('throttled while the images at a PAUSE hook are compared: asked again, and continued only then', async () => {
  let asked = 0
  const onCompare = (): void => {
    if (asked++ === 1) throw new Failure('AWS_THROTTLED', 'slow down')
  }
  const frames = [paused, paused, paused, { status: 'SUCCESSFUL' }]
  const { ecs, log } = await play({ past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'], service: { hooks }, frames, onCompare })
  expect(ecs.writes).toEqual(['UpdateService api:1', 'ContinueServiceDeployment h1 CONTINUE'])
  expect(log.join('\n')).toContain('AWS gives no answer (slow down); asking again')
})

test('cancelled while images are compared: no copy is deployed', async () => {
  const abort = new AbortController()
  let asked = 0
  const onCompare = (): void => void (asked++ > 0 && abort.abort())
  const digests = { new: 'sha256:b' }
  const { ecs, result } = await play({ past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'], digests, onCompare }, abort.signal)
  expect(result.judgement.reason).toBe('other-image')
  expect(ecs.writes).toEqual(['UpdateService api:1'])
})

test('a copy by digest is explained where it was deployed, and not where it failed', async () => {
  const past = ['SUCCESSFUL r1', 'SUCCESSFUL r2']
  const scenario = { ...latest, past, digests: { r1: 'sha256:a', r2: 'sha256:b' } }
  const { result } = await play(scenario)
  expect(result.judgement.message).toMatch(
    /a copy of \S+api:1 with images by digest, because \S+ means sha256:b by now/,
  )
  const failed = await play({ ...scenario, frames: [goes('r2')] })
  expect(failed.result.judgement.message).not.toContain('a copy of')
})

test('the message of a failure says what runs now and what to do next; a refusal has done nothing', async () => {
  const past = ['SUCCESSFUL r1', 'SUCCESSFUL r2']
  const { result } = await play({ past, frames: [goes('r2')] })
  const { outputs, failure } = report(result)
  expect(outputs['message']).toMatch(/^rolled back to .*; the service runs api:1 \(2 tasks\).* now; next: name another/)
  expect(failure).toContain(outputs['message'])
  const none = await play({ past: ['SUCCESSFUL r1'] })
  expect(report(none.result).outputs['message']).toMatch(/; nothing was changed$/)
  const refused = await play({ past: ['STOPPED r2', 'SUCCESSFUL r3'], to: revisionArn('r2'), service: { hooks } })
  expect(report(refused.result).outputs['message']).toMatch(/; use ecs-deploy with verify-url$/)
})

test('the report has every output, and foreign text stays text', async () => {
  const { result } = await play({
    past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'],
    frames: [{ ...goes('r2'), statusReason: '<b>`x`' }],
  })
  const { outputs, summary, failure } = report(result)
  expect(outputs).toMatchObject({
    verdict: 'fail',
    reason: 'rolled-back',
    'service-deployment-arn': 'sd/new',
    'service-revision-arn': revisionArn('r1').replace('/r1', '/new'),
    'task-definition-arn': definitionArn(1),
  })
  expect(summary).not.toContain('<b>')
  for (const copied of [revisionArn('r1'), revisionArn('r2'), definitionArn(1), 'sd/new']) {
    expect(summary).toContain(`\`${copied}\``)
  }
  expect(failure).toMatch(/^ecs-rollback: fail, .* \(rolled-back\)$/)
})
