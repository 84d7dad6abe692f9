import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch'
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud()
})
afterAll(() => cloud.stop())

describe('in CBOR, as boto3 and the AWS CLI speak', () => {
  let client: CloudWatchClient
  beforeAll(() => {
    const { accessKeyId, secretAccessKey, sessionToken } = cloud.credentials
    client = new CloudWatchClient({
      endpoint: cloud.url,
      region: cloud.world.region,
      credentials: { accessKeyId, secretAccessKey, sessionToken },
      protocol: SmithyRpcV2CborProtocol,
      maxAttempts: 1,
    })
  })
  afterAll(() => client.destroy())

  it('an alarm comes back as it was put, with its dates and its fractions', async () => {
    const alarm: PutMetricAlarmCommandInput = {
      AlarmName: 'in-cbor',
      Namespace: 'App',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'Service', Value: 'web' }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 0.25,
      ComparisonOperator: 'GreaterThanThreshold',
    }
    const before = Date.now()
    await client.send(new PutMetricAlarmCommand(alarm))
    const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ['in-cbor'] }))
    expect(MetricAlarms).toMatchObject([{ ...alarm, StateValue: 'INSUFFICIENT_DATA' }])
    const updated = MetricAlarms[0]?.StateUpdatedTimestamp?.getTime() ?? 0
    expect(updated).toBeGreaterThanOrEqual(before)
    expect(updated).toBeLessThanOrEqual(Date.now())
  })

  it('errors are named', async () => {
    const gone = client.send(new DeleteAlarmsCommand({ AlarmNames: ['none'] }))
    await expect(gone).rejects.toMatchObject({ name: expect.stringMatching(/^ResourceNotFound/) as string })
  })

  it('a body that is no CBOR is refused', async () => {
    const response = await fetch(`${cloud.url}/service/GraniteServiceVersion20100801/operation/DescribeAlarms`, {
      method: 'POST',
      headers: { ...signature(), 'smithy-protocol': 'rpc-v2-cbor' },
      body: new Uint8Array([0xa1]),
    })
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('The body is not CBOR')])
  })
})

function signature(): Record<string, string> {
  const credential = `${cloud.credentials.accessKeyId}/20260101/us-east-1/monitoring/aws4_request`
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    'x-amz-date': '20260101T000000Z',
  }
}

describe('in Query, as older clients speak', () => {
  async function ask(parameters: Readonly<Record<string, string>>): Promise<readonly [status: number, text: string]> {
    const body = new URLSearchParams({ Version: '2010-08-01', ...parameters })
    const response = await fetch(cloud.url, { method: 'POST', headers: signature(), body })
    return [response.status, await response.text()]
  }

  it('an alarm comes back as it was put', async () => {
    const put = await ask({
      ...{ Action: 'PutMetricAlarm', AlarmName: 'in-query', Namespace: 'App', MetricName: 'Errors', Statistic: 'Sum' },
      ...{ 'Dimensions.member.1.Name': 'Service', 'Dimensions.member.1.Value': 'web', Period: '60' },
      ...{ EvaluationPeriods: '3', Threshold: '0.25', ComparisonOperator: 'GreaterThanThreshold' },
    })
    expect(put).toEqual([
      200,
      expect.stringContaining('<PutMetricAlarmResponse xmlns="http://monitoring.amazonaws.com'),
    ])
    const [status, text] = await ask({ Action: 'DescribeAlarms', 'AlarmNames.member.1': 'in-query' })
    expect(status).toBe(200)
    expect(text).toContain('<Threshold>0.25</Threshold>')
    expect(text).toContain('<Dimensions><member><Name>Service</Name><Value>web</Value></member></Dimensions>')
  })

  it('errors are named', async () => {
    const [status, text] = await ask({ Action: 'DeleteAlarms', 'AlarmNames.member.1': 'none' })
    expect([status, text]).toEqual([404, expect.stringContaining('<Code>ResourceNotFound</Code>')])
  })

  it('what the local cloud has not is refused by name', async () => {
    const [status, text] = await ask({ Action: 'GetMetricStatistics', Namespace: 'App' })
    expect([status, text]).toEqual([501, expect.stringContaining('does not have monitoring GetMetricStatistics;')])
  })
})
