import { actionLog, mask } from '@slipway/action-io'
import { createEcs } from '@slipway/aws/ecs-client'
import { createLogs } from '@slipway/aws/logs'
import { createSts } from '@slipway/aws/sts'
import { systemClock } from '@slipway/control-loop'
import { createProbe } from '@slipway/probe'
import type { Ports } from '@slipway/service-deployment/deploy/ports'
import { readIfExists } from './read-file.ts'

/** The adapters of a real run. Clients that few runs need are in the bundle, and loaded by those runs alone. */
export function livePorts(): Ports {
  return {
    sts: createSts(),
    ecs: createEcs(),
    logs: createLogs(),
    imageTags: {
      async meaningOf(image) {
        const { createEcrTags } = await import(/* webpackMode: "eager" */ '@slipway/aws/ecr-tags')
        return await createEcrTags().meaningOf(image)
      },
    },
    targetHealth: {
      async statesIn(group) {
        const { createTargetHealth } = await import(/* webpackMode: "eager" */ '@slipway/aws/target-health')
        return await createTargetHealth().statesIn(group)
      },
    },
    probe: createProbe(),
    clock: systemClock,
    log: actionLog,
    mask,
    readFile: readIfExists,
  }
}
