import { cloudwatch } from './cloudwatch/service.ts'
import { ecr } from './ecr/service.ts'
import { ecs } from './ecs/service.ts'
import { elb } from './elb/service.ts'
import { inspector2 } from './inspector2/service.ts'
import { logs } from './logs/service.ts'
import { sts } from './sts/service.ts'
import type { World } from './world.ts'
import type { Service } from './frame/operation.ts'

/** Every service that answers at the AWS endpoint. */
export const services: readonly Service<World>[] = [cloudwatch, ecr, ecs, elb, inspector2, logs, sts]
