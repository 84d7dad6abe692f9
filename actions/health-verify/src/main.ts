import { actionLog, mask, runAction } from '@slipway/action-io'
import { systemClock } from '@slipway/control-loop'
import { createProbe } from '@slipway/probe'
import { contract } from './contract.ts'
import { readInputs } from './inputs.ts'
import { report } from './report.ts'
import { run } from './run.ts'

await runAction({
  contract,
  async main(signal) {
    const ports = { probe: createProbe(), clock: systemClock, log: actionLog, mask, seed: process.pid }
    return report(await run(readInputs(), ports, signal))
  },
})
