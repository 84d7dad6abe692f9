import type { Statistic } from '@aws-sdk/client-cloudwatch'
import type { ServedBy, Totals } from '../elb/served.ts'
import type { ElbModel } from '../elb/state.ts'

/** What a metric is made of; `undefined` where the load balancer reports nothing for a period. */
export type Metric =
  | { readonly kind: 'served'; value(totals: Totals, statistic: Statistic): number | undefined }
  | { readonly kind: 'hosts'; value(elb: ElbModel, by: ServedBy): number | undefined }

/** "Reporting criteria: there is a nonzero value"; each request is one sample of value 1. */
function counted(count: (totals: Totals) => number | undefined): Metric {
  return {
    kind: 'served',
    value(totals, statistic) {
      const number = count(totals) ?? 0
      if (number === 0) return undefined
      return statistic === 'Sum' || statistic === 'SampleCount' ? number : 1
    },
  }
}

function hosts(state: 'healthy' | 'unhealthy'): Metric {
  return {
    kind: 'hosts',
    value(elb, { targetGroupArn = '' }) {
      const group = elb.targetGroups.get(targetGroupArn)
      return group && [...group.members.values()].filter((member) => member.state === state).length
    },
  }
}

const responseTime: Metric = {
  kind: 'served',
  value({ seconds: { sum, min, max, count } }, statistic) {
    if (count === 0) return undefined
    const values: Readonly<Record<Statistic, number>> = {
      Average: sum / count,
      Maximum: max,
      Minimum: min,
      SampleCount: count,
      Sum: sum,
    }
    return values[statistic]
  },
}

export const namespace = 'AWS/ApplicationELB'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
export const metrics: Readonly<Record<string, Metric>> = {
  HTTPCode_ELB_4XX_Count: counted(({ balancerStatus }) => balancerStatus[4]),
  HTTPCode_ELB_5XX_Count: counted(({ balancerStatus }) => balancerStatus[5]),
  HTTPCode_Target_2XX_Count: counted(({ targetStatus }) => targetStatus[2]),
  HTTPCode_Target_3XX_Count: counted(({ targetStatus }) => targetStatus[3]),
  HTTPCode_Target_4XX_Count: counted(({ targetStatus }) => targetStatus[4]),
  HTTPCode_Target_5XX_Count: counted(({ targetStatus }) => targetStatus[5]),
  HealthyHostCount: hosts('healthy'),
  RequestCount: counted(({ requests }) => requests),
  TargetResponseTime: responseTime,
  UnHealthyHostCount: hosts('unhealthy'),
}
