import type { Verified } from '@slipway/rollout'
import { describe, expect, it } from 'vitest'
import { atPause, done, hooks, past, pause, running, started, type Row } from './scenes.ts'
import { play, verify, type Scenario } from './world.ts'

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
