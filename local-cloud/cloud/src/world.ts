import type { AlarmContext } from './cloudwatch/context.ts'
import type { EcrContext } from './ecr/context.ts'
import type { EcsContext } from './ecs/context.ts'
import type { ElbContext } from './elb/context.ts'
import type { GithubContext } from './github/context.ts'
import type { LogContext } from './logs/context.ts'

/** Everything of one local cloud: each service sees its own part of it. */
export interface World extends AlarmContext, EcrContext, EcsContext, ElbContext, GithubContext, LogContext {}
