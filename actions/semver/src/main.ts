import { actionLog, mask, runAction } from '@slipway/action-io'
import { openGit } from '@slipway/git'
import { gitHubTags } from '@slipway/github'
import { readInputs } from './inputs.ts'
import { report } from './report.ts'
import { run } from './run.ts'

await runAction({
  name: 'semver',
  judges: false,
  async main(signal) {
    const inputs = readInputs()
    if (inputs.github !== undefined) mask(inputs.github.token)
    const git = await openGit({ directory: inputs.directory, signal })
    const tags = inputs.github && gitHubTags({ ...inputs.github, signal })
    return report(await run(inputs, { git, tags, log: actionLog }))
  },
})
