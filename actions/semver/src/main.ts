import { opening } from './begin.live.ts'
import { actionLog, runAction } from '@slipway/action-io'
import { livePorts } from './live.ts'
import { contract } from './contract.ts'
import { readInputs } from './inputs.ts'
import { refusedReport, report } from './report.ts'
import { run } from './run.ts'

await runAction({
  contract,
  async main(signal) {
    const inputs = readInputs(process.env)
    const { github } = inputs
    const page = github && `${github.serverUrl}/${github.owner}/${github.repo}`
    try {
      const ports = livePorts(inputs, { log: actionLog, signal, opening })
      return report(await run(inputs, ports, signal), page)
    } catch (error) {
      return refusedReport(error, page)
    }
  },
})
