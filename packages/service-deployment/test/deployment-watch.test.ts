import { Failure } from '@slipway/outcome'
import { expect, onTestFinished, test, vi } from 'vitest'
import { watchDeployment, type DeploymentWatch } from '../src/deployment-watch.ts'
import type { EcsPort } from '@slipway/aws/ecs'

const shown = { arn: 'sd/1', status: 'IN_PROGRESS', createdAt: 1, sources: [], hooks: [] }

function watch(port: Partial<EcsPort>, signal: AbortSignal, deadline = 600_007): DeploymentWatch {
  const ref = { cluster: 'shop', service: 'api' }
  return watchDeployment({ ecs: port as EcsPort, ref, find: async () => 'sd/1', deadline, now: () => 7, signal })
}

const silent = (): Promise<never> => new Promise(() => undefined)

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
  const watched = watchDeployment({ ecs: port as EcsPort, ref, find, deadline: 600_007, now: () => 7, signal })
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

test.for([
  ['the time that is left', 5007, 5000],
  ['a moment, at the deadline', 7, 2000],
  ['a moment, after the deadline', 0, 2000],
] as const)('a look without an answer has %s', async ([, deadline, ms]) => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let looks = 0
  const describeServiceDeployment = () => (looks++ === 0 ? Promise.resolve(shown) : silent())
  const watched = watch({ describeServiceDeployment }, new AbortController().signal, deadline)
  await watched.look()
  let seen: unknown
  const look = watched.look().then((observation) => (seen = observation))
  await vi.advanceTimersByTimeAsync(ms - 1)
  expect(seen).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1)
  await look
  expect(seen).toMatchObject({ deployment: shown, trouble: expect.stringMatching(/no answer of AWS within/) })
})

test('nor are service events waited for beyond the deadline', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const port = { describeServiceDeployment: async () => shown, describeService: silent }
  const watched = watch(port, new AbortController().signal, 7)
  await watched.look()
  const news = watched.news()
  await vi.advanceTimersByTimeAsync(2000)
  await expect(news).resolves.toEqual([])
})
