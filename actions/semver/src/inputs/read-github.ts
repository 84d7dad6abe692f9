import { refuseInput, type InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'
import { isOnNoBranch } from './read-branch.ts'
import type { GitHubAccess, Mode } from './semver-inputs.ts'
import type { PullRequestEvent } from './pull-request-event.ts'

interface Asked {
  readonly mode: Mode
  readonly token: string
  readonly pull: PullRequestEvent | undefined
}

/** Where GitHub is, and with which token: for a mode that writes a must, else used where it is there. */
export function readGitHub(asked: Asked, env: NodeJS.ProcessEnv): GitHubAccess | undefined {
  if (asked.mode !== 'preview') refuseToWrite(asked, env)
  const { token } = asked
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

function refuseToWrite({ mode, token, pull }: Asked, env: NodeJS.ProcessEnv): void {
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
  if (token === '') {
    throw new Failure<InputErrorCode>('INPUT_MISSING', `input token is empty, and mode is "${mode}"`, {
      remedy: 'leave token out, which gives it the token of the job, and give the job the permission contents: write',
    })
  }
}
