import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { ECRClient } from '@aws-sdk/client-ecr'
import { ECSClient } from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LocalCloud } from '@slipway/local-cloud'

/** The real SDK, pointed at the local cloud: for building what is deployed to, and for reading what came of it. */
export interface Clients {
  readonly cloudwatch: CloudWatchClient
  readonly ecr: ECRClient
  readonly ecs: ECSClient
  readonly elb: ElasticLoadBalancingV2Client
  readonly logs: CloudWatchLogsClient
}

export function clientsOf({ url, env }: LocalCloud): Clients {
  const to = {
    endpoint: url,
    region: env['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken: env['AWS_SESSION_TOKEN'] ?? '',
    },
  }
  return {
    cloudwatch: new CloudWatchClient(to),
    ecr: new ECRClient(to),
    ecs: new ECSClient(to),
    elb: new ElasticLoadBalancingV2Client(to),
    logs: new CloudWatchLogsClient(to),
  }
}
