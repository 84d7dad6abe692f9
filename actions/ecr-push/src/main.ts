import { actionLog, mask, runAction } from '@slipway/action-io'
import { createEcr } from '@slipway/aws/ecr'
import { createSts } from '@slipway/aws/sts'
import { systemClock as clock } from '@slipway/control-loop'
import { connectRegistry as connect, openLayout as open } from '@slipway/oci'
import { readInputs } from './inputs.ts'
import { report } from './report.ts'
import { run } from './run.ts'

await runAction({
  name: 'ecr-push',
  judges: true,
  async main(signal) {
    const inputs = readInputs()
    const ports = { sts: createSts(), ecr: createEcr(), open, connect, clock, log: actionLog, mask }
    return report(await run(inputs, ports, signal))
  },
})
