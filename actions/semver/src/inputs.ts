import { inputs, invalidInput, type InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'
import { parseVersion, tagPrefixProblem, type Version } from '@slipway/versioning'

/** Everything the environment says, parsed and checked once. */
export interface SemverInputs {
  /** Exactly this version; `undefined` lets the commits decide. */
  readonly version: Version | undefined
  readonly tagPrefix: string
  /** A folder of the checkout. */
  readonly directory: string
  /** Where `mode: tag` creates the tag; `undefined` with `mode: preview`, which needs neither token nor network. */
  readonly github: GitHubAccess | undefined
}

export interface GitHubAccess {
  readonly token: string
  readonly apiUrl: string
  readonly owner: string
  readonly repo: string
}

export function readInputs(env: NodeJS.ProcessEnv = process.env): SemverInputs {
  const mode = inputs.choice('mode', ['preview', 'tag'], 'preview')
  return {
    version: readVersion(),
    tagPrefix: readTagPrefix(env),
    directory: env['GITHUB_WORKSPACE'] || process.cwd(),
    github: mode === 'tag' ? readGitHub(env) : undefined,
  }
}

function readVersion(): Version | undefined {
  const text = inputs.text('version')
  if (text === '') return undefined
  const version = parseVersion(text)
  if (version === undefined) throw invalidInput('version', text, 'a SemVer version without prefix, such as 1.4.0')
  return version
}

/** An empty prefix is a choice; only a prefix that nobody gave is the default. */
function readTagPrefix(env: NodeJS.ProcessEnv): string {
  const prefix = env['INPUT_TAG-PREFIX'] === undefined ? 'v' : inputs.text('tag-prefix')
  const problem = tagPrefixProblem(prefix)
  if (problem === undefined) return prefix
  throw new Failure<InputErrorCode>(
    'INPUT_INVALID',
    `input tag-prefix is "${prefix}", which cannot begin a tag: it ${problem}`,
    {
      remedy: 'set tag-prefix to what git allows in the name of a tag, e.g. v, api/v or nothing',
    },
  )
}

function readGitHub(env: NodeJS.ProcessEnv): GitHubAccess {
  const ref = env['GITHUB_REF'] ?? ''
  if (ref.startsWith('refs/pull/')) {
    throw new Failure<InputErrorCode>('INPUT_INVALID', `input mode is "tag" on ${ref}, whose commit is on no branch`, {
      remedy: 'set mode to preview on pull requests',
    })
  }
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/')
  if (owner === '' || repo === '') {
    throw new Failure<InputErrorCode>(
      'INPUT_MISSING',
      `GITHUB_REPOSITORY is "${owner}", which is not owner/repository`,
      {
        remedy: 'run the action in a GitHub workflow, or set GITHUB_REPOSITORY',
      },
    )
  }
  return { token: inputs.required('token'), apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com', owner, repo }
}
