import type { ElbModel } from '../elb/state.ts'
import type { CloudContext } from '@slipway/local-cloud-frame/context'

/** What the servers work in that carry the traffic: they read the model of the API, and keep it up to date. */
export interface BalancerContext extends CloudContext {
  readonly elb: ElbModel
}
