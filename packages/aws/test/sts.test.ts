import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { awsClientOptions } from '../src/client.ts'
import { createSts } from '../src/sts.ts'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { unconnectable } from './unconnectable.ts'

type Fault = Parameters<LocalCloud['faults']['inject']>[0]

afterEach(() => vi.unstubAllEnvs())

describe('awsClientOptions', () => {
  it.for([
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-north-1' }, 'eu-west-1'],
    [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-north-1' }, 'eu-north-1'],
    [{}, undefined],
  ] as const)('%j: region %s', ([env, region]) => {
    expect(awsClientOptions(env).region).toBe(region)
  })
})

async function localSts(): Promise<LocalCloud> {
  const cloud = await startLocalCloud()
  onTestFinished(() => cloud.stop())
  for (const [name, value] of Object.entries(cloud.env)) vi.stubEnv(name, value)
  return cloud
}

describe('whoAmI', () => {
  it('says account, role and region', async () => {
    const cloud = await localSts()
    const { accountId, roleArn, region } = cloud.world
    expect(await createSts().whoAmI()).toEqual({ accountId, arn: roleArn, region })
  })

  it('is left open when nothing answers', async () => {
    const cloud = await startLocalCloud()
    for (const [name, value] of Object.entries(cloud.env)) vi.stubEnv(name, value)
    await cloud.stop()
    expect(await createSts().whoAmI()).toMatchObject({
      region: cloud.world.region,
      unanswered: { code: 'AWS_UNREACHABLE' },
    })
  })

  it.for<[string, Fault, string]>([
    ['never answers', { code: 'STALL' }, 'AWS_UNREACHABLE'],
    ['cuts every connection', { code: 'RESET' }, 'AWS_UNREACHABLE'],
    ['throttles', { code: 'Throttling', status: 400 }, 'AWS_THROTTLED'],
    ['fails', { code: 'InternalFailure', status: 500 }, 'AWS_ERROR'],
    ['is behind an endpoint whose policy leaves this out', { code: 'AccessDenied', status: 403 }, 'AWS_ACCESS_DENIED'],
  ])('is left open, and soon, when STS %s', async ([, fault, code]) => {
    const cloud = await localSts()
    cloud.faults.inject({ service: 'sts', times: 'always', ...fault })
    expect(await createSts().whoAmI()).toMatchObject({ region: cloud.world.region, unanswered: { code } })
  })

  it('is left open when no connection to STS comes about', async () => {
    const cloud = await localSts()
    vi.stubEnv('AWS_ENDPOINT_URL_STS', await unconnectable())
    expect(await createSts().whoAmI()).toMatchObject({
      region: cloud.world.region,
      unanswered: { code: 'AWS_UNREACHABLE' },
    })
  })

  it.for([
    ['ExpiredToken', 'AWS_CREDENTIALS_EXPIRED'],
    ['InvalidClientTokenId', 'AWS_CREDENTIALS_INVALID'],
  ] as const)('fails for credentials that nothing would work with: %s', async ([code, expected]) => {
    const cloud = await localSts()
    cloud.faults.inject({ service: 'sts', times: 'always', code, status: 403 })
    await expect(createSts().whoAmI()).rejects.toMatchObject({ code: expected })
  })

  it.for([undefined, ''])('says so when there is no region (AWS_REGION is %j)', async (region) => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) vi.stubEnv(name, region)
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere')
    await expect(createSts().whoAmI()).rejects.toMatchObject({ code: 'AWS_REGION_MISSING' })
  })
})
