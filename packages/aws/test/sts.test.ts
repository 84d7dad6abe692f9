import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { awsClientOptions } from '../src/client.ts'
import { createSts } from '../src/sts.ts'
import { startLocalCloud } from '../../local-cloud/test/support/cloud.ts'

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

describe('whoAmI', () => {
  it('says account, role and region', async () => {
    const cloud = await startLocalCloud()
    onTestFinished(() => cloud.stop())
    for (const [name, value] of Object.entries(cloud.env)) vi.stubEnv(name, value)
    const { accountId, roleArn, region } = cloud.world
    expect(await createSts().whoAmI()).toEqual({ accountId, arn: roleArn, region })
  })

  it('says so when nothing answers', async () => {
    const cloud = await startLocalCloud()
    for (const [name, value] of Object.entries(cloud.env)) vi.stubEnv(name, value)
    await cloud.stop()
    await expect(createSts().whoAmI()).rejects.toMatchObject({ code: 'AWS_UNREACHABLE' })
  })

  it.for([undefined, ''])('says so when there is no region (AWS_REGION is %j)', async (region) => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) vi.stubEnv(name, region)
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere')
    await expect(createSts().whoAmI()).rejects.toMatchObject({ code: 'AWS_REGION_MISSING' })
  })
})
