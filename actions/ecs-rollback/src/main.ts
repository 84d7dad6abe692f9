import { runAction } from '@slipway/action-io'
import { contract } from './contract.ts'
import { readInputs } from './inputs.ts'
import { livePorts } from './live.ts'
import { report } from './report.ts'
import { rollBackService } from '@slipway/service-deployment/rollback/roll-back-service'

await runAction({
  contract,
  async main(signal) {
    return report(await rollBackService(readInputs(), livePorts(), signal))
  },
})
