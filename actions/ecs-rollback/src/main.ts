import { actionLog, runAction } from '@slipway/action-io'
import { createEcs } from '@slipway/aws/ecs-client'
import { createLogs } from '@slipway/aws/logs'
import { createSts } from '@slipway/aws/sts'
import { systemClock } from '@slipway/control-loop'
import { readInputs } from './inputs.ts'
import { report } from './report.ts'
import { run } from './run.ts'

await runAction({
  name: 'ecs-rollback',
  judges: true,
  async main(signal) {
    const aws = { sts: createSts(), ecs: createEcs(), logs: createLogs() }
    return report(await run(readInputs(), { ...aws, clock: systemClock, log: actionLog }, signal))
  },
})
