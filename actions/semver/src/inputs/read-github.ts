import { inputs, type InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'
import { isOnNoBranch } from './read-branch.ts'
import { refuseInput } from './refuse-input.ts'
import type { GitHubAccess, Mode } from './semver-inputs.ts'
import type { PullRequestEvent } from './pull-request-event.ts'

/** Where GitHub is, and with which token: for a mode that writes a must, else used where it is there. */
export function readGitHub(
  mode: Mode,
  env: NodeJS.ProcessEnv,
  pull: PullRequestEvent | undefined,
): GitHubAccess | undefined {
  if (mode !== 'preview') refuseToWrite(mode, env, pull)
  const token = inputs.text('token')
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/')
  if (token === '' || owner === '' || repo === '') return undefined
  return {
    token,
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
    serverUrl: env['GITHUB_SERVER_URL'] || 'https://github.com',
    owner,
    repo,
  }
}

function refuseToWrite(mode: Mode, env: NodeJS.ProcessEnv, pull: PullRequestEvent | undefined): void {
  const ref = env['GITHUB_REF'] ?? ''
  if (pull !== undefined || isOnNoBranch(ref)) {
    const place = isOnNoBranch(ref) ? ref : `pull request #${pull?.number}`
    throw refuseInput(
      `input mode is "${mode}" on ${place}, whose commit is on no branch`,
      'set mode to preview on pull requests and in merge queues',
    )
  }
  const repository = env['GITHUB_REPOSITORY'] ?? ''
  if (!/^[^/]+\/[^/]+$/.test(repository)) {
    throw new Failure<InputErrorCode>(
      'INPUT_MISSING',
      `GITHUB_REPOSITORY is "${repository}", which is not owner/repository`,
      { remedy: 'run the action in a GitHub workflow, or set GITHUB_REPOSITORY' },
    )
  }
  if (inputs.text('token') === '') {
    throw new Failure<InputErrorCode>('INPUT_MISSING', `input token is empty, and mode is "${mode}"`, {
      remedy: 'leave token out, which gives it the token of the job, and give the job the permission contents: write',
    })
  }
}
