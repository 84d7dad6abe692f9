import { cloudwatch } from '@slipway/local-cloud-balancer/cloudwatch/service'
import { ecr } from '@slipway/local-cloud-images/ecr/service'
import { ecs } from '@slipway/local-cloud-ecs/ecs/service'
import { elb } from '@slipway/local-cloud-balancer/elb/service'
import { inspector2 } from '@slipway/local-cloud-images/inspector2/service'
import { logs } from '@slipway/local-cloud-ecs/logs/service'
import { sts } from './sts/service.ts'
import type { World } from './world.ts'
import type { Service } from '@slipway/local-cloud-frame/operation'

/** Every service that answers at the AWS endpoint. */
export const services: readonly Service<World>[] = [cloudwatch, ecr, ecs, elb, inspector2, logs, sts]
