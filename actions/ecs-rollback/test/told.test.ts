import { Failure } from '@slipway/outcome'
import { expect, test } from 'vitest'
import { report } from '../src/report.ts'
import { definitionArn, revisionArn } from './memory-ecs.ts'
import { latest, goes, hooks, paused, play } from './scenes.ts'

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
