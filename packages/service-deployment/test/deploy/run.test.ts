import { Failure } from '@slipway/outcome'
import { describe, expect, it, test } from 'vitest'
import { atPause, done, hooks, past, pause, rolledBack, running, started, type Row } from './scenes.ts'
import { answered, definition, image, play, silence, verify, type Played, type Scenario } from './world.ts'

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
it('a pass without the alarms that are configured is warned of', async () => {
  const alarms = { status: 'DISABLED', triggered: [], configured: ['5xx'] }
  const { result, log } = await play({ frames: [{ alarms }, { ...done, alarms }] })
  expect(result.judgement.verdict).toBe('pass')
  expect(log.at(-1)).toMatch(/^warning: .*NOT GUARDED: ECS switched off its alarms \(5xx\)/)
  const { log: guarded } = await play({ frames: [done] })
  expect(guarded.filter((line) => line.startsWith('warning: '))).toEqual([])
})

describe('a deployment', () => {
  it.for(rows)('$name', async ({ is, writes, ...scenario }) => {
    const { result, ecs } = await play(scenario)
    expect(`${result.judgement.verdict} ${result.judgement.reason}`).toBe(is)
    expect(ecs.writes).toEqual(writes)
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
