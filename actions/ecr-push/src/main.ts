import { tmpdir } from 'node:os'
import { actionLog, mask, runAction } from '@slipway/action-io'
import { createEcr } from '@slipway/aws/ecr'
import { createSts } from '@slipway/aws/sts'
import { systemClock as clock } from '@slipway/control-loop'
import { connectRegistry as connect, openLayout } from '@slipway/oci'
import { readInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import { report } from './report.ts'
import { run } from './run.ts'

await runAction({
  name: 'ecr-push',
  judges: true,
  async main(signal) {
    const inputs = readInputs()
    const temp = process.env['RUNNER_TEMP'] || tmpdir()
    const open: Ports['open'] = (source) => openLayout(source, { temp, signal })
    const ports: Ports = { sts: createSts(), ecr: createEcr(), open, connect, clock, log: actionLog, mask }
    return report(await run(inputs, ports, signal))
  },
})
