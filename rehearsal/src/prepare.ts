import { join } from 'node:path'
import { slowness, startLocalCloud } from '@slipway/local-cloud'
import type { RunningAction } from '@slipway/workflow-runner'
import type { Closing } from './closing.ts'
import { checkOut, type Checkout } from './history/checkout.ts'
import { git } from './history/git.ts'
import { bundleApp } from './image/bundle-app.ts'
import { layerOf } from './image/layer.ts'
import { createAlarm } from './infrastructure/alarm.ts'
import { createBalancer } from './infrastructure/balancer.ts'
import { clientsOf } from './infrastructure/clients.ts'
import { createRepository } from './infrastructure/registry.ts'
import { writeTaskDefinition } from './infrastructure/task-definition.ts'
import type { Options } from './options.ts'
import { paceOf } from './pace.ts'
import type { Environment } from './environment.ts'

export interface Prepared {
  readonly environment: Environment
  /** Where the history comes from, in words. */
  readonly origin: string
}

/** Starts the cloud and builds everything in it that a release needs, up to the service itself. */
export async function prepare(options: Options, folder: string, closing: Closing): Promise<Prepared> {
  // First of all: a repository that cannot be rehearsed needs no cloud.
  const checkout = await checkOut(options.repo, join(folder, 'checkout'), { named: options.repoNamed })
  const pace = paceOf(await slowness())
  const starting = startLocalCloud({ speed: pace.speed, dataDir: join(folder, 'cloud'), conformance: true })
  const cloud = await closing.hold(starting, (started) => started.stop())
  const clients = clientsOf(cloud)
  closing.add(() => Object.values(clients).forEach((client: { destroy(): void }) => client.destroy()))
  const [files, balancer] = await Promise.all([bundleApp(join(folder, 'app')), createBalancer(clients.elb)])
  await createRepository(clients.ecr)
  await createAlarm(clients.cloudwatch, balancer.arn)
  const taskDefinition = join(folder, 'task-definition.json')
  await writeTaskDefinition(taskDefinition)
  const repository = `slipway/${nameOf(checkout)}`
  await cloud.addRepository(repository, checkout.folder)
  await connect(checkout.folder, cloud.url, repository)
  const environment = {
    folder,
    pace,
    cloud,
    clients,
    balancer,
    checkout: checkout.folder,
    repository,
    taskDefinition,
    layer: await layerOf(files),
    builds: [],
    running: new Set<RunningAction>(),
  }
  return { environment, origin: checkout.origin }
}

/** The working copy's only remote is the local GitHub: nothing that is done to it can reach anything else. */
async function connect(checkout: string, url: string, repository: string): Promise<void> {
  await git(checkout, 'remote', 'add', 'origin', `${url}/${repository}.git`)
}

/** As GitHub allows names: a hundred of its characters, and not only dots. */
function nameOf({ name }: Checkout): string {
  const allowed = name.replace(/[^\w.-]/g, '-').slice(0, 100)
  return /[^.]/.test(allowed) ? allowed : 'repository'
}
