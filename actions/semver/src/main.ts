import { opening } from './begin.ts'
import { actionLog, mask, runAction } from '@slipway/action-io'
import { livePorts } from './live-ports.ts'
import { readInputs } from './inputs.ts'
import { refusedReport, report } from './report.ts'
import { run } from './run.ts'

await runAction({
  name: 'semver',
  judges: false,
  async main(signal) {
    const inputs = readInputs()
    const { github } = inputs
    if (github !== undefined) mask(github.token)
    const page = github && `${github.serverUrl}/${github.owner}/${github.repo}`
    try {
      return report(await run(inputs, livePorts(inputs, { log: actionLog, signal, opening })), page)
    } catch (error) {
      return refusedReport(error, page)
    }
  },
})
