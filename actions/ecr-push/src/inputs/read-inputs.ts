import { tmpdir } from 'node:os'
import { inputs, invalidInput } from '@slipway/action-io'
import { sarifLocation } from '@slipway/scan-policy'
import { readEvery, type Reading } from './every-problem.ts'
import type { Mode, PushInputs } from './push-inputs.ts'
import { readFlag } from './read-flag.ts'
import { readLimits } from './read-limits.ts'
import { isRepositoryName, readRepository } from './read-names.ts'
import { readNewRepository } from './read-new-repository.ts'
import { readReports } from './read-reports.ts'
import { readSource } from './read-source.ts'
import { readTags } from './read-tags.ts'
import { readBaseImage, readNewOnly, readTargets } from './read-targets.ts'
import { refuseInput } from './refuse-input.ts'

/** The inputs of action.yml, validated; the failure names every input that cannot be used, its value and the remedy. */
export function readInputs(env: NodeJS.ProcessEnv = process.env): PushInputs {
  const reading = readEvery()
  const mode = reading.try(() => inputs.choice('mode', ['release', 'preflight', 'recheck'], 'release'))
  const source = reading.try(() => readSource(mode))
  const repository = reading.try(() => readRepository(source))
  const limits = readLimits(reading)
  const read: PushInputs = {
    mode,
    source,
    repository,
    tags: reading.try(() => readTags(repository, mode === 'release')),
    limits,
    newOnly: reading.try(readNewOnly),
    baseImage: reading.try(() => readBaseImage(limits.layers)),
    ignoreFile: inputs.text('ignore-file'),
    reports: reading.try(readReports),
    scanner: reading.try(() => inputs.choice('scanner', ['ecr', 'none'], 'ecr')),
    onUnscannable: reading.try(() => inputs.choice('on-unscannable', ['fail', 'warn', 'pass'], 'fail')),
    onInconclusive: reading.try(() => inputs.choice('on-inconclusive', ['fail', 'warn'], 'fail')),
    ...readPatience(reading),
    stage: reading.try(() => inputs.choice('stage', ['digest', 'candidate-tag'], 'digest')),
    mountFrom: reading.try(readMountFrom),
    connections: reading.try(() => inputs.integer('connections', { min: 1, max: 16, fallback: 4 })),
    attest: reading.try(() => readFlag('attest', true)),
    create: readNewRepository(reading),
    loginDocker: reading.try(() => readFlag('login-docker', false)),
    targets: mode === 'recheck' ? reading.try(readTargets) : [],
    sarifLocation: reading.try(() => sarifLocation(inputs.text('sarif-location', 'Dockerfile'))),
    temp: env['RUNNER_TEMP'] || tmpdir(),
    toolVersion: env['GITHUB_ACTION_REF'] || 'unreleased',
    job: readJob(env),
  }
  reading.try(() => refuseContradiction(read, mode))
  reading.end()
  return read
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function readJob(env: NodeJS.ProcessEnv): PushInputs['job'] {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env
  if (!server || !repository || !id) return undefined
  return { uri: `${server}/${repository}/actions/runs/${id}`, id }
}

type Patience = Pick<PushInputs, 'scanTimeout' | 'scanInterval' | 'settle' | 'quiet'>

function readPatience(reading: Reading): Patience {
  const settle: number | undefined = reading.try(() => inputs.duration('settle', '15s'))
  return {
    scanTimeout: reading.try(() => inputs.duration('scan-timeout', '10m')),
    scanInterval: reading.try(() => inputs.duration('scan-interval', '5s')),
    settle: settle ?? 0,
    quiet: reading.try(() => inputs.duration('quiet', settle === undefined ? '1m' : `${settle * 4}ms`)),
  }
}

function readMountFrom(): readonly string[] {
  const names = [...new Set(inputs.list('mount-from'))]
  const wrong = names.find((name) => !isRepositoryName(name))
  if (wrong !== undefined) throw invalidInput('mount-from', wrong, 'the name of a repository of the same registry')
  return names
}

/** What cannot be meant together. A value that could not be read is not there. */
function refuseContradiction({ scanner, reports, newOnly, tags }: PushInputs, mode: Mode): void {
  if (mode === 'recheck' && tags?.length > 0) {
    throw refuseInput('input tags is set, and mode: recheck gives no tags', 'name what is to be judged in targets')
  }
  if (mode === 'recheck' && reports?.length > 0) {
    throw refuseInput(
      "input reports is set, and mode: recheck judges only ECR's findings of today",
      'leave reports out',
    )
  }
  if (scanner !== 'none') return
  if (mode === 'recheck') {
    throw refuseInput('input scanner is "none", and mode: recheck asks ECR for its findings', 'leave scanner out')
  }
  if (reports?.length === 0 && mode === 'release') {
    throw refuseInput('input scanner is "none" and reports names none: nothing would be judged', 'set reports')
  }
  if (newOnly !== undefined) {
    throw refuseInput(
      'input new-only compares with ECR\'s findings, and scanner is "none"',
      'leave out new-only, or scanner',
    )
  }
}
