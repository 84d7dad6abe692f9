import { actionLog, runAction } from '@slipway/action-io'
import { createEcrTags } from '@slipway/aws/ecr-tags'
import { createEcs } from '@slipway/aws/ecs-client'
import { createLogs } from '@slipway/aws/logs'
import { createSts } from '@slipway/aws/sts'
import { createTargetHealth } from '@slipway/aws/target-health'
import { systemClock } from '@slipway/control-loop'
import { createProbe } from '@slipway/probe'
import { readInputs } from './inputs.ts'
import { readIfExists } from './read-file.ts'
import { report } from './report.ts'
import { run } from './run.ts'

await runAction({
  name: 'ecs-deploy',
  judges: true,
  async main(signal) {
    const aws = {
      sts: createSts(),
      imageTags: createEcrTags(),
      ecs: createEcs(),
      logs: createLogs(),
      targetHealth: createTargetHealth(),
    }
    const ports = { ...aws, probe: createProbe(), clock: systemClock, log: actionLog, readFile: readIfExists }
    return report(await run(readInputs(), ports, signal))
  },
})
