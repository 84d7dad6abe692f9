import { tmpdir } from 'node:os'
import { inputs } from '@slipway/action-io'
import { checkoutDirectory, workingDirectory } from '../checkout-place.ts'
import { readPullRequest } from './pull-request-event.ts'
import { readBranch } from './read-branch.ts'
import { readChannels, readMaintenance } from './read-channels.ts'
import { readFlag } from './read-flag.ts'
import { readGitHub } from './read-github.ts'
import { readJudging, readLint, readSkipped } from './read-judging.ts'
import { readPackages } from './read-packages.ts'
import { readPolicy } from './read-policy.ts'
import { readUnreachable } from './read-unreachable.ts'
import { readNamedVersions } from './read-versions.ts'
import type { SemverInputs } from './semver-inputs.ts'

/** Characters; GitHub takes 125,000 in the text of a release. */
const notes = { min: 1000, max: 125_000, fallback: 60_000 } as const

/** The inputs of action.yml and the event, validated; a failure names the input, its value and the remedy. */
export function readInputs(env: NodeJS.ProcessEnv = process.env): SemverInputs {
  const mode = inputs.choice('mode', ['preview', 'tag', 'release'], 'preview')
  const pull = readPullRequest(env)
  const branch = readBranch(env, pull)
  const named = readNamedVersions()
  return {
    mode,
    ...named,
    ...readPackages(env, named),
    branch,
    channels: readChannels(branch, env),
    maintenance: readMaintenance(env),
    unreachable: readUnreachable(env, { mode, pull, branch }),
    judging: readJudging(),
    policy: readPolicy(),
    approveMajor: readFlag('approve-major', false),
    majorLabel: inputs.text('major-label', 'release: major'),
    skip: readSkipped(),
    lint: readLint(),
    comment: readFlag('comment', true),
    floatingTags: readFlag('floating-tags', true),
    notesLimit: inputs.integer('notes-limit', notes),
    directory: checkoutDirectory(env),
    workingDirectory: workingDirectory(env) || undefined,
    outputDirectory: env['RUNNER_TEMP'] || tmpdir(),
    github: readGitHub(mode, env, pull),
    sha: env['GITHUB_SHA'] || undefined,
    pull,
  }
}
