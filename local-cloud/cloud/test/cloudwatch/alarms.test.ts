import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  InvalidNextToken,
  DescribeAlarmsForMetricCommand,
  paginateDescribeAlarms,
  PutMetricAlarmCommand,
  ResourceNotFound,
  SetAlarmStateCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from '@slipway/test-support/cloud/ask'
import { startRig, type Rig } from '@slipway/test-support/rigs/balancer-rig'

let rig: Rig
let cloudwatch: CloudWatchClient

beforeEach(async () => {
  rig = await startRig(300)
  const credentials = { accessKeyId: 'ASIALOCAL', secretAccessKey: 'secret', sessionToken: 'session' }
  cloudwatch = new CloudWatchClient({ endpoint: rig.cloud.url, region: 'us-east-1', credentials })
})
afterEach(async () => {
  cloudwatch.destroy()
  await rig.stop()
})

const dimension = (arn: string): string => arn.split(':').at(-1) ?? ''

/** One period of 60 s on the fast clock is 200 ms on the wall. */
async function put(AlarmName: string, more: Partial<PutMetricAlarmCommandInput>): Promise<void> {
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'AWS/ApplicationELB',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      ...more,
    }),
  )
}

/** Resolves, to the state, when the alarm is in it; `meanwhile` goes on until then. */
async function becomes(name: string, state: string, meanwhile: () => Promise<unknown> = pause): Promise<string> {
  while (rig.cloud.world.alarms.stateOf(name) !== state) await meanwhile()
  return state
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

describe('an alarm on what is served', () => {
  it('sees real errors of one target group and no other, and their end', async () => {
    const [blue, green] = [await rig.group('blue'), await rig.group('green')]
    let status = 200
    await rig.target(blue, 'blue', (_request, response) => void response.writeHead(status).end())
    rig.shift({ [blue]: 1 })
    const on = (arn: string): Partial<PutMetricAlarmCommandInput> => ({
      MetricName: 'HTTPCode_Target_5XX_Count',
      Dimensions: [{ Name: 'TargetGroup', Value: dimension(arn) }],
      TreatMissingData: 'notBreaching',
    })
    await put('blue', on(blue))
    await put('green', on(green))
    const served = (): Promise<unknown> => ask(rig.url)
    await becomes('blue', 'OK', served)
    status = 500
    await becomes('blue', 'ALARM', served)
    status = 200
    await becomes('blue', 'OK', served)
    expect(rig.cloud.timeline.events.filter(({ kind }) => kind === 'alarm')).toMatchObject(
      expect.arrayContaining(
        ['OK', 'ALARM', 'OK'].map((state) => expect.objectContaining({ alarmName: 'blue', state })),
      ),
    )
    const greens = rig.cloud.timeline.events.filter((event) => event.kind === 'alarm' && event.alarmName === 'green')
    expect(greens).toMatchObject([{ state: 'OK' }])
  })

  it('counts requests of a load balancer and takes their time', async () => {
    const group = await rig.group('blue')
    await rig.target(group, 'slow', (_request, response) => void setTimeout(() => response.end(), 30))
    rig.shift({ [group]: 1 })
    const [balancer = ''] = rig.cloud.world.elb.loadBalancers.keys()
    const Dimensions = [{ Name: 'LoadBalancer', Value: dimension(balancer).replace('loadbalancer/', '') }]
    await put('busy', {
      MetricName: 'RequestCount',
      Dimensions,
      Threshold: 2,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    })
    await put('slow', { MetricName: 'TargetResponseTime', Dimensions, Statistic: 'Average', Threshold: 0.025 })
    await put('fast', { MetricName: 'TargetResponseTime', Dimensions, Statistic: 'Minimum', Threshold: 5 })
    const served = (): Promise<unknown> => ask(rig.url)
    await becomes('busy', 'ALARM', served)
    await becomes('slow', 'ALARM', served)
    await becomes('fast', 'OK', served)
    await expect(becomes('busy', 'INSUFFICIENT_DATA')).resolves.toBe('INSUFFICIENT_DATA')
  })

  it('counts what the load balancer itself answers', async () => {
    rig.shift({ [await rig.group('blue')]: 1 })
    await put('unavailable', { MetricName: 'HTTPCode_ELB_5XX_Count' })
    await expect(becomes('unavailable', 'ALARM', () => ask(rig.url))).resolves.toBe('ALARM')
  })

  it('counts targets by their health', async () => {
    const group = await rig.group('blue')
    const target = await rig.target(group, 'blue')
    const Dimensions = [{ Name: 'TargetGroup', Value: dimension(group) }]
    await put('sick', { MetricName: 'UnHealthyHostCount', Statistic: 'Maximum', Dimensions })
    await put('none', {
      MetricName: 'HealthyHostCount',
      Statistic: 'Minimum',
      Dimensions,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
    })
    await becomes('sick', 'OK')
    await becomes('none', 'OK')
    target.health = 500
    await becomes('sick', 'ALARM')
    await expect(becomes('none', 'ALARM')).resolves.toBe('ALARM')
  })
})

describe('the API', () => {
  it('shows alarms as they were put, by name, by prefix, by state and in pages', async () => {
    const Dimensions = [{ Name: 'TargetGroup', Value: 'targetgroup/none/0' }]
    await put('app-errors', {
      MetricName: 'HTTPCode_Target_5XX_Count',
      Dimensions,
      AlarmDescription: 'why',
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    })
    await put('app-slow', { MetricName: 'TargetResponseTime', Statistic: 'Average' })
    await put('other', { MetricName: 'RequestCount' })
    const seen = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ['app-errors', 'unknown'] }))
    expect(seen.MetricAlarms).toMatchObject([
      {
        AlarmName: 'app-errors',
        AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:app-errors',
        AlarmDescription: 'why',
        StateValue: 'INSUFFICIENT_DATA',
        Dimensions,
        EvaluationPeriods: 3,
        DatapointsToAlarm: 2,
        TreatMissingData: 'missing',
      },
    ])
    const names: string[] = []
    for await (const page of paginateDescribeAlarms({ client: cloudwatch, pageSize: 1 }, { AlarmNamePrefix: 'app-' })) {
      names.push(...(page.MetricAlarms ?? []).map(({ AlarmName }) => AlarmName ?? ''))
    }
    expect(names).toEqual(['app-errors', 'app-slow'])
    await expect(cloudwatch.send(new DescribeAlarmsCommand({ NextToken: 'x' }))).rejects.toThrow(InvalidNextToken)
    const set = { AlarmName: 'other', StateValue: 'ALARM', StateReason: 'by hand' } as const
    await put('other', { Namespace: 'Own/Metrics', MetricName: 'Failures' })
    await cloudwatch.send(new SetAlarmStateCommand(set))
    const alarmed = await cloudwatch.send(new DescribeAlarmsCommand({ StateValue: 'ALARM' }))
    expect(alarmed.MetricAlarms).toMatchObject([{ AlarmName: 'other', StateReason: 'by hand' }])
  })

  it('sets a state by hand or over the control surface, until the next evaluation', async () => {
    await put('calm', { MetricName: 'RequestCount', TreatMissingData: 'notBreaching' })
    await becomes('calm', 'OK')
    const StateReason = 'rehearsal'
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'calm', StateValue: 'ALARM', StateReason }))
    await becomes('calm', 'OK')
    const states = rig.cloud.timeline.events.flatMap((event) => (event.kind === 'alarm' ? [event.state] : []))
    expect(states).toEqual(['OK', 'ALARM', 'OK'])
    const body = JSON.stringify({ alarmName: 'calm', state: 'ALARM' })
    const answer = await fetch(`${rig.cloud.url}/_local/alarms`, { method: 'POST', body })
    expect(await answer.json()).toEqual({ alarmName: 'calm', state: 'ALARM' })
    const wrong = await fetch(`${rig.cloud.url}/_local/alarms`, {
      method: 'POST',
      body: '{"alarmName":"calm","state":"RED"}',
    })
    expect(wrong.status).toBe(400)
  })

  it('forgets deleted alarms, all of those named or none', async () => {
    await put('one', { MetricName: 'RequestCount' })
    await expect(cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['one', 'two'] }))).rejects.toThrow(
      ResourceNotFound,
    )
    expect(rig.cloud.world.alarms.stateOf('one')).toBeDefined()
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['one'] }))
    expect(rig.cloud.world.alarms.stateOf('one')).toBeUndefined()
    const set = new SetAlarmStateCommand({ AlarmName: 'one', StateValue: 'OK', StateReason: '' })
    await expect(cloudwatch.send(set)).rejects.toThrow(ResourceNotFound)
  })

  it('is found by its metric and all of its dimensions', async () => {
    const Dimensions = [
      { Name: 'Service', Value: 'web' },
      { Name: 'Stage', Value: 'prod' },
    ]
    const metric = { Namespace: 'Own', MetricName: 'Failures' }
    await put('found', { ...metric, Dimensions })
    await put('other', { ...metric, Dimensions: Dimensions.slice(1) })
    const named = async (more: object): Promise<unknown> => {
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsForMetricCommand({ ...metric, ...more }))
      return MetricAlarms.map(({ AlarmName }) => AlarmName)
    }
    expect(await named({ Dimensions: Dimensions.toReversed() })).toEqual(['found'])
    expect(await named({ Dimensions, Period: 60, Statistic: 'Sum' })).toEqual(['found'])
    for (const more of [{}, { Dimensions, Period: 300 }, { Dimensions, Statistic: 'Maximum' }]) {
      expect(await named(more)).toEqual([])
    }
  })

  it('keeps its actions, and tells nobody', async () => {
    const topic = 'arn:aws:sns:us-east-1:123456789012:on-call'
    const actions = { AlarmActions: [topic], OKActions: [topic], InsufficientDataActions: [] }
    await put('loud', { MetricName: 'RequestCount', ...actions })
    const described = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ['loud'] }))
    expect(described.MetricAlarms).toMatchObject([actions])
  })

  it.for<{ name: string; input: Partial<PutMetricAlarmCommandInput>; error: string }>([
    { name: 'an unknown metric', input: { MetricName: 'ActiveConnectionCount' }, error: 'UnsupportedByLocalCloud' },
    {
      name: 'an unknown dimension',
      input: { Dimensions: [{ Name: 'AvailabilityZone', Value: 'a' }] },
      error: 'UnsupportedByLocalCloud',
    },
    { name: 'a percentile', input: { ExtendedStatistic: 'p99' }, error: 'UnsupportedByLocalCloud' },
    { name: 'an action that is no ARN', input: { AlarmActions: ['on-call'] }, error: 'ValidationException' },
    { name: 'six actions', input: { OKActions: Array<string>(6).fill('arn:aws:sns:x') }, error: 'ValidationException' },
    { name: 'more datapoints than periods', input: { DatapointsToAlarm: 2 }, error: 'ValidationException' },
    { name: 'a period that is no whole minutes', input: { Period: 90 }, error: 'ValidationException' },
    {
      name: 'an unknown comparison',
      input: { ComparisonOperator: 'GreaterThanUpperThreshold' },
      error: 'ValidationException',
    },
  ])('refuses $name', async ({ input, error }) => {
    await expect(put('refused', { MetricName: 'RequestCount', ...input })).rejects.toMatchObject({ name: error })
    expect(rig.cloud.world.alarms.stateOf('refused')).toBeUndefined()
  })
})
