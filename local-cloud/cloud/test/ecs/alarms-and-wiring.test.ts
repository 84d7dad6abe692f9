import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch'
import { ModifyRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { targetGroupsFor } from '@slipway/local-cloud-ecs/ecs/target-groups'
import { wiringProblem } from '@slipway/local-cloud-ecs/ecs/wiring'
import { startEcsRig, type EcsRig } from '@slipway/test-support/rigs/ecs-rig'

const both =
  'Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.'

it.for<{
  name: string
  production: Readonly<Record<string, number>>
  test?: Readonly<Record<string, number>>
  problem: RegExp | undefined
}>([
  { name: 'both in the production rule', production: { blue: 1, green: 0 }, problem: undefined },
  { name: 'one in each rule', production: { blue: 1 }, test: { green: 1 }, problem: undefined },
  { name: 'one of them nowhere', production: { blue: 1 }, problem: /^Both targetGroup and alternateTargetGroup/ },
  {
    name: 'two that serve',
    production: { blue: 1, green: 1 },
    problem: /found 2 target groups which are serving traffic$/,
  },
  {
    name: 'a stranger that serves',
    production: { blue: 0, green: 0, red: 1 },
    problem: /unexpected target group red\./,
  },
])('wiring: $name', ({ production, test, problem }) => {
  const found = wiringProblem({
    productionListenerRule: 'rule',
    targetGroupArn: 'blue',
    alternateTargetGroupArn: 'green',
    production: new Map(Object.entries(production)),
    ...(test === undefined ? {} : { test: new Map(Object.entries(test)) }),
  })
  expect(found ?? 'nothing').toMatch(problem ?? /^nothing$/)
})

const balanced = { targetGroupArn: 'blue', advancedConfiguration: { alternateTargetGroupArn: 'green' } }

it.for([
  { name: 'the first takes the first', strategy: 'BLUE_GREEN', serving: undefined, takes: 'blue' },
  { name: 'blue/green takes the other', strategy: 'BLUE_GREEN', serving: 'blue', takes: 'green' },
  { name: 'and back', strategy: 'BLUE_GREEN', serving: 'green', takes: 'blue' },
  { name: 'a rolling update stays', strategy: 'ROLLING', serving: 'green', takes: 'green' },
] as const)('target groups: $name', ({ strategy, serving, takes }) => {
  const before = serving === undefined ? undefined : { targetGroups: [serving] }
  expect(targetGroupsFor({ loadBalancers: [balanced] }, strategy, before)).toEqual([takes])
})

let rig: EcsRig
let cloudwatch: CloudWatchClient

// A released service whose next release bakes for an hour.
beforeAll(async () => {
  rig = await startEcsRig(300)
  cloudwatch = new CloudWatchClient({ ...rig.config })
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'too-many-errors',
      Namespace: 'App',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
    }),
  )
  await set('OK')
  await rig.create({
    taskDefinition: await rig.register('1.0.0'),
    deploymentConfiguration: {
      strategy: 'BLUE_GREEN',
      bakeTimeInMinutes: 1,
      alarms: { enable: true, rollback: true, alarmNames: ['too-many-errors'] },
    },
  })
  await rig.ended(await rig.newestDeployment())
})
afterAll(async () => {
  cloudwatch.destroy()
  await rig.stop()
})

function set(StateValue: 'OK' | 'ALARM') {
  return cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'too-many-errors', StateValue, StateReason: 'test' }))
}

it('an alarm that stays quiet was watched', async () => {
  const { status, alarms } = await rig.deployment(await rig.newestDeployment())
  expect([status, alarms?.status]).toEqual(['SUCCESSFUL', 'MONITORING_COMPLETE'])
})

it('an alarm that goes off during the bake swings everything back', async () => {
  const arn = await rig.deploy(await rig.register('1.1.0'), { bakeTimeInMinutes: 60 })
  await rig.until(arn, ({ lifecycleStage }) => lifecycleStage === 'BAKE_TIME')
  expect(await rig.version(rig.productionUrl)).toBe('1.1.0')
  await set('ALARM')
  expect(await rig.ended(arn)).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    alarms: { status: 'TRIGGERED', alarmNames: ['too-many-errors'], triggeredAlarmNames: ['too-many-errors'] },
  })
  expect(await rig.version(rig.productionUrl)).toBe('1.0.0')
})

it('an alarm that is on at the start is not used', async () => {
  await set('ALARM')
  const ended = await rig.ended(await rig.deploy(await rig.register('1.2.0'), { bakeTimeInMinutes: 1 }))
  expect(ended).toMatchObject({ status: 'SUCCESSFUL', alarms: { status: 'DISABLED', triggeredAlarmNames: [] } })
  await set('OK')
})

it('rules that lost a target group roll back before anything starts', async () => {
  for (const RuleArn of [rig.productionRule, rig.testRule]) {
    const Actions = [{ Type: 'forward' as const, TargetGroupArn: rig.blueGroup }]
    await rig.elb.send(new ModifyRuleCommand({ RuleArn, Actions }))
  }
  const bad = await rig.register('1.3.0')
  const ended = await rig.ended(await rig.deploy(bad))
  expect(ended).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    statusReason: `Service deployment rolled back because of invalid networking configuration. ${both}`,
  })
  const started = rig.cloud.timeline.events.filter((event) => event.kind === 'task' && event.taskDefinitionArn === bad)
  expect(started).toEqual([])
})
