import { runAction } from '@slipway/action-io'
import { contract } from './contract.ts'
import { readInputs } from './inputs.ts'
import { livePorts } from './live.ts'
import { report } from './report.ts'
import { deployService } from '@slipway/service-deployment/deploy/deploy-service'

await runAction({
  contract,
  main: async (signal) => report(await deployService(readInputs(), livePorts(), signal)),
})
