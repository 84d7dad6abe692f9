import { Failure } from '@slipway/outcome'
import { expect, test } from 'vitest'
import { watchDeployment, type DeploymentWatch } from '../src/deployment-watch.ts'
import type { EcsPort } from '../src/ecs.ts'

const shown = { arn: 'sd/1', status: 'IN_PROGRESS', createdAt: 1, sources: [], hooks: [] }

function watch(port: Partial<EcsPort>, signal: AbortSignal): DeploymentWatch {
  const ref = { cluster: 'shop', service: 'api' }
  return watchDeployment({ ecs: port as EcsPort, ref, find: async () => 'sd/1', now: () => 7, signal })
}

test('a cancelled job does not wait for an answer of AWS that does not come', async () => {
  const abort = new AbortController()
  let looks = 0
  const describeServiceDeployment = () => (looks++ === 0 ? Promise.resolve(shown) : new Promise<never>(() => undefined))
  const watched = watch({ describeServiceDeployment }, abort.signal)
  await watched.look()
  const second = watched.look()
  abort.abort()
  await expect(second).resolves.toMatchObject({ deployment: { arn: 'sd/1' }, cancelledAt: 7 })
})

test('nor for service events', async () => {
  const abort = new AbortController()
  const describeService = () => new Promise<never>(() => undefined)
  const watched = watch({ describeServiceDeployment: async () => shown, describeService }, abort.signal)
  await watched.look()
  const news = watched.news()
  abort.abort()
  await expect(news).resolves.toEqual([])
})

test('what failed after the job was cancelled fails nothing any more', async () => {
  const abort = new AbortController()
  const late = Promise.withResolvers<never>()
  const watched = watch({ describeServiceDeployment: () => late.promise }, abort.signal)
  const look = watched.look()
  abort.abort()
  await expect(look).resolves.toMatchObject({ cancelledAt: 7, deployment: undefined })
  late.reject(new Failure('AWS_CREDENTIALS_EXPIRED', 'late'))
  await late.promise.catch(() => undefined)
})

test('after the cancellation it looks in full', async () => {
  const describeServiceDeployment = async () => shown
  const watched = watch({ describeServiceDeployment }, AbortSignal.abort())
  await expect(watched.look()).resolves.toMatchObject({ deployment: shown, cancelledAt: 7 })
})

test('a deployment that this run itself stopped is not left for another', async () => {
  const found = ['sd/1', 'sd/2']
  let status = 'IN_PROGRESS'
  const port: Partial<EcsPort> = {
    describeServiceDeployment: async (arn) => ({ ...shown, arn, status }),
    stopServiceDeployment: async () => ({ kind: 'sent' }),
    listServiceDeployments: async () => [],
  }
  const find = async () => found.shift()
  const ref = { cluster: 'shop', service: 'api' }
  const signal = new AbortController().signal
  const watched = watchDeployment({ ecs: port as EcsPort, ref, find, now: () => 7, signal })
  await watched.look()
  await watched.stop()
  status = 'STOPPED'
  await expect(watched.look()).resolves.toMatchObject({ deployment: { arn: 'sd/1', status: 'STOPPED' } })
})

test('a command that AWS does not answer is told by the next look, and by that one alone', async () => {
  const stopServiceDeployment = async (): Promise<never> => {
    throw new Failure('AWS_THROTTLED', 'slow down')
  }
  const port = { describeServiceDeployment: async () => shown, stopServiceDeployment }
  const watched = watch(port, new AbortController().signal)
  await watched.look()
  await watched.stop()
  await expect(watched.look()).resolves.toMatchObject({
    stop: { kind: 'none' },
    trouble: expect.stringMatching('slow down'),
  })
  expect((await watched.look()).trouble).toBeUndefined()
})
