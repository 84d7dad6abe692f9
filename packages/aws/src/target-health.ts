import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { awsClientOptions } from './client.ts'
import { awsCall } from './error.ts'

export interface TargetHealthPort {
  /** The state of each registered target, e.g. `healthy`. */
  statesIn(targetGroupArn: string): Promise<readonly string[]>
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html */
export function createTargetHealth(): TargetHealthPort {
  // Where a private subnet has no way to Elastic Load Balancing, this is said after seconds, not after a minute.
  const client = new ElasticLoadBalancingV2Client({ ...awsClientOptions(), maxAttempts: 3 })
  return {
    async statesIn(targetGroupArn) {
      const command = new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn })
      const request = { action: 'elasticloadbalancing:DescribeTargetHealth', on: targetGroupArn, resource: '*' }
      const { TargetHealthDescriptions = [] } = await awsCall(request, (options) => client.send(command, options))
      return TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth?.State ?? '')
    },
  }
}
