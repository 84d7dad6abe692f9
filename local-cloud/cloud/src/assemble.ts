import { createBalancing } from './balancer/balancing.ts'
import { createAlarmState } from './cloudwatch/state.ts'
import { createEcrState } from './ecr/state.ts'
import { createEcsState } from './ecs/state.ts'
import { createElbState } from './elb/state.ts'
import { createGithubState } from './github/state.ts'
import { createLogState } from './logs/state.ts'
import { createImages } from './registry/images.ts'
import type { Ground } from './ground.ts'
import type { World } from './world.ts'

export type Parts = Omit<Ground, 'world'>

/** Builds the state of every service on the same ground; in the end ECR keeps its images when all else has `settled`. */
export function assemble(parts: Parts, settled: () => Promise<void>): World {
  const built: { world?: World } = {}
  const ground: Ground = {
    ...parts,
    world() {
      if (built.world === undefined) throw new Error('the world is still being assembled')
      return built.world
    },
  }
  const { onStop: _, ...shown } = parts
  const ecr = createEcrState(ground)
  parts.onStop(settled)
  built.world = {
    ...shown,
    ecr,
    ecs: createEcsState(ground),
    logs: createLogState(ground),
    elb: createElbState(ground),
    alarms: createAlarmState(ground),
    github: createGithubState(ground),
    images: createImages(ground),
    balancing: createBalancing(ground),
  }
  return built.world
}
