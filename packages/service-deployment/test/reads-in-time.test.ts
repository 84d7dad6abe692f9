import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { EcsPort } from '@slipway/aws/ecs'
import { readsInTime } from '../src/reads-in-time.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ref = { cluster: 'shop', service: 'api' }

/** Every call is answered after `ms`, with its name and what it was asked. */
const slow = (ms: number): EcsPort =>
  new Proxy({} as EcsPort, {
    get:
      (_, name) =>
      (...asked: unknown[]) =>
        new Promise((resolve) => void setTimeout(resolve, ms, [String(name), ...asked])),
  })

const reads: Readonly<Record<string, (ecs: EcsPort) => Promise<unknown>>> = {
  describeService: (ecs) => ecs.describeService(ref),
  describeTaskDefinition: (ecs) => ecs.describeTaskDefinition('api:1'),
  listServiceDeployments: (ecs) => ecs.listServiceDeployments(ref, { after: 7 }),
  describeServiceDeployment: (ecs) => ecs.describeServiceDeployment('sd/1'),
  describeServiceRevisions: (ecs) => ecs.describeServiceRevisions(['r1']),
  runningTasks: (ecs) => ecs.runningTasks(ref),
  stoppedTasks: (ecs) => ecs.stoppedTasks(ref),
}

const commands: Readonly<Record<string, (ecs: EcsPort) => Promise<unknown>>> = {
  updateService: (ecs) => ecs.updateService(ref, { taskDefinition: 'api:1', forceNewDeployment: true }),
  registerTaskDefinition: (ecs) => ecs.registerTaskDefinition({ family: 'api' }),
  stopServiceDeployment: (ecs) => ecs.stopServiceDeployment('sd/1'),
  continueServiceDeployment: (ecs) => ecs.continueServiceDeployment('sd/1', 'h1', 'CONTINUE'),
}

it.for(Object.entries(reads))('%s is given up at the deadline', async ([, call]) => {
  const silent = new Proxy({} as EcsPort, { get: () => () => new Promise(() => undefined) })
  const refusal = call(readsInTime(silent, 5_000, () => 0)).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await refusal).toMatchObject({ code: 'AWS_UNREACHABLE' })
})

it.for(Object.entries({ ...reads, ...commands }))('%s is asked as it was', async ([, call]) => {
  const [bounded, plain] = [call(readsInTime(slow(10), 600_000, () => 0)), call(slow(10))]
  await vi.advanceTimersByTimeAsync(10)
  expect(await bounded).toEqual(await plain)
})

it.for(Object.entries(commands))('%s is a command, and has all the time it needs', async ([name, call]) => {
  const answered = call(readsInTime(slow(60_000), 5_000, () => 0))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await answered).toEqual(expect.arrayContaining([name]))
})
