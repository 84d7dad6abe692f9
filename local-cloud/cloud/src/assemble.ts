import { createBalancing } from '@slipway/local-cloud-balancer/balancer/balancing'
import { createDataPlane } from '@slipway/local-cloud-balancer/balancer/data-plane'
import { createAlarmState } from '@slipway/local-cloud-balancer/cloudwatch/state'
import { createEcrState } from '@slipway/local-cloud-images/ecr/state'
import { createEcsState } from '@slipway/local-cloud-ecs/ecs/state'
import { createElbState } from '@slipway/local-cloud-balancer/elb/state'
import type { Beginning } from '@slipway/local-cloud-frame/context'
import { createGithubState } from '@slipway/local-cloud-github/state'
import { createLogState } from '@slipway/local-cloud-ecs/logs/state'
import { createImages } from '@slipway/local-cloud-images/registry/images'
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
