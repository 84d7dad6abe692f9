import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateRepositoryCommand, DescribeRepositoriesCommand } from '@aws-sdk/client-ecr'
import { DescribeClustersCommand, ListTasksCommand } from '@aws-sdk/client-ecs'
import { expect, it, onTestFinished } from 'vitest'
import type { LocalCloud, World } from '@slipway/local-cloud'
import { successiveLives, type Life } from '../../src/life.ts'
import { startEcsRig } from '@slipway/test-support/rigs/ecs-rig'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient } from '@slipway/test-support/images/push-image'

const reset = (cloud: LocalCloud, body = ''): Promise<Response> =>
  fetch(`${cloud.url}/_local/reset`, { method: 'POST', body })

async function started(dataDir?: string): Promise<LocalCloud> {
  const cloud = await startLocalCloud(dataDir === undefined ? {} : { dataDir })
  onTestFinished(() => cloud.stop())
  return cloud
}

it('leaves the cloud as it was at its start, at the same address and with the same keys', async () => {
  const rig = await startEcsRig()
  onTestFinished(() => rig.stop())
  const { cloud, ecs } = rig
  await rig.create({ taskDefinition: await rig.register('1.0.0') })
  await rig.ended(await rig.newestDeployment())
  const { taskArns } = await ecs.send(new ListTasksCommand({ cluster: 'main' }))
  expect(taskArns).not.toEqual([])
  await cloud.addRepository('acme/shop')
  cloud.faults.inject({ service: 'ecs', code: 'ThrottlingException', times: 'always' })
  cloud.credentials.expire()
  expect((await reset(cloud)).status).toBe(200)

  expect(await (await fetch(`${cloud.url}/_local/timeline`)).json()).toEqual([])
  expect(await (await fetch(`${cloud.url}/_local/listeners`)).json()).toEqual([])
  await expect(fetch(rig.productionUrl)).rejects.toThrow('fetch failed')
  const { clusters, failures } = await ecs.send(new DescribeClustersCommand({ clusters: ['main'] }))
  expect([clusters, failures?.[0]?.reason]).toEqual([[], 'MISSING'])
  expect((await ecrClient(cloud).send(new DescribeRepositoriesCommand({}))).repositories).toEqual([])
  expect((await fetch(`${cloud.url}/acme/shop.git/info/refs?service=git-upload-pack`)).status).toBe(404)
  await cloud.addRepository('acme/shop')
})

it('ends what is asked for at the time, and lets what comes meanwhile wait for the new beginning', async () => {
  const cloud = await started()
  const held = new Promise<void>((resolve) => {
    const forget = cloud.watch({
      before() {
        forget()
        resolve()
        return new Promise(() => undefined)
      },
    })
  })
  const asked = fetch(`${cloud.url}/v2/`)
  asked.catch(() => undefined)
  await held
  const resets = Promise.allSettled([reset(cloud), reset(cloud)])
  await expect(asked).rejects.toThrow('fetch failed')
  const made = ecrClient(cloud).send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  // The second reset cuts the connection of the first, and of whatever waits, but none is left waiting.
  expect((await resets).some(({ status }) => status === 'fulfilled')).toBe(true)
  await made
})

it('keeps what a given folder keeps, as a new start on it does', async () => {
  const folder = await startLocalCloud()
  onTestFinished(() => folder.stop())
  const dataDir = join(folder.world.dataDir, 'given')
  const cloud = await started(dataDir)
  await ecrClient(cloud).send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  await reset(cloud)
  const { repositories } = await ecrClient(cloud).send(new DescribeRepositoriesCommand({}))
  expect(repositories?.map(({ repositoryName }) => repositoryName)).toEqual(['app'])
  expect(await readdir(dataDir)).toContain('ecr')
})

it('is told what could not be ended well, and begins anew all the same', async () => {
  const [first, second] = [{ url: 'first' } as World, { url: 'second' } as World]
  const full = (): Promise<void> => Promise.reject(new Error('no space left on device'))
  const all: Life[] = [
    { world: first, end: full },
    { world: second, end: () => Promise.resolve() },
  ]
  const lives = successiveLives(() => all.shift() as Life)
  await expect(lives.next(() => Promise.resolve())).rejects.toThrow('no space left on device')
  expect(await lives.current()).toBe(second)
  await expect(lives.next(() => Promise.reject(new Error('no folder')))).rejects.toThrow('no folder')
  await expect(lives.current()).rejects.toThrow('no folder')
})

it('comes to its end beside a stop, and after it', async () => {
  const cloud = await startLocalCloud()
  const resetting = cloud.reset()
  await cloud.stop()
  await resetting
  await expect(cloud.reset()).rejects.toThrow('the cloud stops')
})

it('takes nothing but an empty object', async () => {
  const cloud = await started()
  const refused = await reset(cloud, '{"what":"everything"}')
  expect([refused.status, await refused.json()]).toEqual([
    400,
    { message: '"what" is not a member of a reset, which has none' },
  ])
})

it('GET /health says that the cloud serves, and how late it was', async () => {
  const cloud = await started()
  const asked = await fetch(`${cloud.url}/health`)
  expect([asked.status, await asked.json()]).toEqual([200, { status: 'ok', lateMs: expect.any(Number) as number }])
  const until = performance.now() + 400
  while (performance.now() < until);
  const late = (await (await fetch(`${cloud.url}/health`)).json()) as { lateMs: number }
  expect(late.lateMs).toBeGreaterThan(300)
})
