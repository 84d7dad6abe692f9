import { randomBytes } from 'node:crypto'
import type { ElbContext } from './context.ts'

type Place = Pick<ElbContext, 'accountId' | 'region'>

const id = (): string => randomBytes(8).toString('hex')
const prefix = ({ accountId, region }: Place): string => `arn:aws:elasticloadbalancing:${region}:${accountId}`

export function loadBalancerArn(place: Place, name: string): string {
  return `${prefix(place)}:loadbalancer/app/${name}/${id()}`
}

export function targetGroupArn(place: Place, name: string): string {
  return `${prefix(place)}:targetgroup/${name}/${id()}`
}

/** `…:loadbalancer/app/NAME/ID` → `…:listener/app/NAME/ID/ID`. */
export function listenerArn(ofLoadBalancer: string): string {
  return `${ofLoadBalancer.replace(':loadbalancer/', ':listener/')}/${id()}`
}

/** `…:listener/app/NAME/ID/ID` → `…:listener-rule/app/NAME/ID/ID/ID`. */
export function ruleArn(ofListener: string): string {
  return `${ofListener.replace(':listener/', ':listener-rule/')}/${id()}`
}

/** What CloudWatch calls the thing: `app/NAME/ID` of a load balancer, `targetgroup/NAME/ID` of a target group. */
export function metricDimension(arn: string): string {
  const resource = arn.split(':').slice(5).join(':')
  return resource.startsWith('loadbalancer/') ? resource.slice('loadbalancer/'.length) : resource
}
