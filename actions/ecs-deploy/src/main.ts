import { runAction } from '@slipway/action-io'
import { contract } from './contract.ts'
import { readInputs } from './inputs.ts'
import { livePorts } from './live.ts'
import { report } from './report.ts'
import { run } from './run.ts'

await runAction({
  contract,
  main: async (signal) => report(await run(readInputs(), livePorts(), signal)),
})
