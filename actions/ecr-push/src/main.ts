import { actionLog, runAction } from '@slipway/action-io'
import { contract } from './contract.ts'
import { logoutDocker } from './login/docker-login.ts'
import { readInputs } from './inputs.ts'
import { dockerLogin, livePorts } from './live.ts'
import { report } from './report.ts'
import { run } from './run.ts'

await runAction({
  contract,
  async main(signal) {
    const inputs = readInputs(process.env)
    return report(await run(inputs, livePorts(inputs), signal))
  },
  async post() {
    const state = dockerLogin.read()
    for (const line of state === undefined ? [] : await logoutDocker(state)) actionLog.info(line)
  },
})
