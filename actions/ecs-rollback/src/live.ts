import { actionLog } from '@slipway/action-io'
import { createEcs } from '@slipway/aws/ecs-client'
import { createLogs } from '@slipway/aws/logs'
import { createSts } from '@slipway/aws/sts'
import { systemClock } from '@slipway/control-loop'
import type { Ports } from '@slipway/service-deployment/rollback/ports'

/** The adapters of a real run. The client that few runs need is in the bundle, and loaded by those runs alone. */
export function livePorts(): Ports {
  return {
    sts: createSts(),
    ecs: createEcs(),
    logs: createLogs(),
    targetHealth: {
      async statesIn(group) {
        const { createTargetHealth } = await import(/* webpackMode: "eager" */ '@slipway/aws/target-health')
        return await createTargetHealth().statesIn(group)
      },
    },
    clock: systemClock,
    log: actionLog,
  }
}
