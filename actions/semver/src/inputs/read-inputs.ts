import { tmpdir } from 'node:os'
import { readContract } from '@slipway/action-io'
import { checkoutDirectory } from '../reading/checkout-place.ts'
import { contract } from '../contract.ts'
import type { Inputs } from './inputs.ts'
import { readPullRequest } from './pull-request-event.ts'
import { readBranch } from './read-branch.ts'
import { readChannels, readMaintenance } from './read-channels.ts'
import { readGitHub } from './read-github.ts'
import { readJudging, readSkipped } from './read-judging.ts'
import { readPackages } from './read-packages.ts'
import { readPolicy } from './read-policy.ts'
import { readUnreachable } from './read-unreachable.ts'
import { readNamedVersions } from './read-versions.ts'
import type { SemverInputs } from './semver-inputs.ts'

/** The inputs of action.yml and the event, validated; a failure names each that cannot be used, and the remedy. */
export function readInputs(env: NodeJS.ProcessEnv): SemverInputs {
  return readContract(contract, (inputs) => build(inputs, env), env)
}

function build(inputs: Inputs, env: NodeJS.ProcessEnv): SemverInputs {
  const { values, attempt } = inputs
  const { mode } = values
  const pull = readPullRequest(env)
  const branch = attempt([], () => readBranch(values.branch, env, pull))
  const named = readNamedVersions(inputs)
  return {
    mode,
    ...named,
    ...readPackages(inputs, named),
    branch,
    channels: attempt([], () => readChannels(values.channels, values.branch || branch, env)),
    maintenance: attempt([], () => readMaintenance(values['maintenance-branches'])),
    unreachable: readUnreachable(inputs, env, { mode, pull, branch }),
    judging: readJudging(inputs),
    policy: readPolicy(inputs),
    approveMajor: values['approve-major'],
    majorLabel: values['major-label'],
    skip: attempt([], () => readSkipped(values['skip-commits'])),
    lint: values.lint === 'false' ? 'off' : values.lint === 'true' ? 'auto' : values.lint,
    comment: values.comment,
    floatingTags: values['floating-tags'],
    notesLimit: values['notes-limit'],
    directory: attempt([], () => checkoutDirectory(env)),
    workingDirectory: values['working-directory'] || undefined,
    outputDirectory: env['RUNNER_TEMP'] || tmpdir(),
    github: attempt(['mode'], () => readGitHub({ mode, token: values.token, pull }, env)),
    sha: env['GITHUB_SHA'] || undefined,
    pull,
  }
}
