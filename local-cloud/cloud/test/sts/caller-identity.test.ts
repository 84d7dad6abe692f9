import { afterAll, beforeAll, expect, it } from 'vitest'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let cloud: LocalCloud
let sts: STSClient

beforeAll(async () => {
  cloud = await startLocalCloud()
  sts = new STSClient({
    endpoint: cloud.url,
    region: cloud.world.region,
    credentials: { accessKeyId: 'ASIA1', secretAccessKey: 'x', sessionToken: 'y' },
  })
})
afterAll(() => cloud.stop())

it('says who the caller is', async () => {
  const identity = await sts.send(new GetCallerIdentityCommand({}))
  expect(identity).toMatchObject({
    Account: '123456789012',
    Arn: 'arn:aws:sts::123456789012:assumed-role/local-cloud/session',
    UserId: 'AROALOCALCLOUDLOCAL01:session',
  })
  expect(identity.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
  expect(cloud.timeline.events.at(-1)).toMatchObject({ kind: 'call', operation: 'GetCallerIdentity', status: 200 })
})
