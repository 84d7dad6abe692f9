import { createBalancing } from './balancer/balancing.ts'
import { createDataPlane } from './balancer/data-plane.ts'
import { createAlarmState } from './cloudwatch/state.ts'
import { createEcrState } from './ecr/state.ts'
import { createEcsState } from './ecs/state.ts'
import { createElbState } from './elb/state.ts'
import type { Beginning } from './frame/context.ts'
import { createGithubState } from './github/state.ts'
import { createLogState } from './logs/state.ts'
import { createImages } from './registry/images.ts'
import type { World } from './world.ts'

/** Builds the state of every service; in the end ECR keeps its images when all else has `settled`. */
export function assemble(beginning: Beginning, settled: () => Promise<void>): World {
  const { onStop, ...context } = beginning
  const ecr = createEcrState(beginning)
  onStop(settled)
  const ecs = createEcsState(beginning)
  const logs = createLogState(beginning)
  const elb = createElbState(beginning, (model) => createDataPlane({ ...context, elb: model }))
  const alarms = createAlarmState(beginning)
  const github = createGithubState(beginning)
  const images = createImages({ ...context, ecr })
  const balancing = createBalancing({ ...beginning, elb })
  return { ...context, ecr, ecs, logs, elb, alarms, github, images, balancing }
}
