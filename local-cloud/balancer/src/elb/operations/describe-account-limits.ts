import type {
  DescribeAccountLimitsCommandInput as Input,
  DescribeAccountLimitsCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { page } from '../pages.ts'

/** Default quotas. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const limits = [
  ['application-load-balancers', 50],
  ['target-groups', 3000],
  ['targets-per-application-load-balancer', 1000],
  ['listeners-per-application-load-balancer', 50],
  ['rules-per-application-load-balancer', 100],
  ['target-groups-per-action-on-application-load-balancer', 5],
  ['target-groups-per-application-load-balancer', 100],
  ['condition-values-per-alb-rule', 5],
  ['condition-wildcards-per-alb-rule', 6],
] as const

export const describeAccountLimits: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeAccountLimits.html',
  accepts: ['Marker', 'PageSize'],
  returns: ['Limits[].Name', 'Limits[].Max'],
  run(_world, input) {
    const { items, next } = page(limits, input)
    return { Limits: items.map(([Name, max]) => ({ Name, Max: String(max) })), ...next }
  },
})
