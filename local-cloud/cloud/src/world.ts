import type { AlarmContext } from '@slipway/local-cloud-balancer/cloudwatch/context'
import type { EcrContext } from '@slipway/local-cloud-images/ecr/context'
import type { EcsContext } from '@slipway/local-cloud-ecs/ecs/context'
import type { ElbContext } from '@slipway/local-cloud-balancer/elb/context'
import type { GithubContext } from '@slipway/local-cloud-github/context'
import type { LogContext } from '@slipway/local-cloud-ecs/logs/context'

/** Everything of one local cloud: each service sees its own part of it. */
export interface World extends AlarmContext, EcrContext, EcsContext, ElbContext, GithubContext, LogContext {}
