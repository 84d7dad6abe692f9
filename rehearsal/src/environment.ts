import type { LocalCloud } from '@slipway/local-cloud'
import type { RunningAction } from '@slipway/workflow-runner'
import type { Build } from './evidence/evidence.ts'
import type { Layer } from './image/layer.ts'
import type { Balancer } from './infrastructure/balancer.ts'
import type { Clients } from './infrastructure/clients.ts'
import type { Pace } from './pace.ts'

/** Where the scenarios play. */
export interface Environment {
  /** The rehearsal's own temporary folder. */
  readonly folder: string
  readonly pace: Pace
  readonly cloud: LocalCloud
  readonly clients: Clients
  readonly balancer: Balancer
  /** The working copy that scenarios commit to. */
  readonly checkout: string
  /** `owner/name` on the local GitHub. */
  readonly repository: string
  readonly taskDefinition: string
  readonly layer: Layer
  /** Everything built so far, in order. */
  readonly builds: Build[]
  /** Actions that are running now; a rehearsal that ends early kills them. */
  readonly running: Set<RunningAction>
}

export function productionUrl({ cloud, balancer }: Environment, path: string): string {
  return new URL(path, cloud.listenerUrl(balancer.production.listenerArn)).href
}

export function testUrl({ cloud, balancer }: Environment, path: string): string {
  return new URL(path, cloud.listenerUrl(balancer.test.listenerArn)).href
}
