import { tmpdir } from 'node:os'
import { invalidInput, readContract, refuseInput } from '@slipway/action-io'
import { sarifLocation } from '@slipway/scan-policy'
import { contract } from '../contract.ts'
import type { Mode, PushInputs } from './push-inputs.ts'
import { readLimits } from './read-limits.ts'
import { isRepositoryName, readRepository } from './read-names.ts'
import { readNewRepository } from './read-new-repository.ts'
import { readReports } from './read-reports.ts'
import { readSource } from './read-source.ts'
import { readTags } from './read-tags.ts'
import { readBaseImage, readNewOnly, readTargets } from './read-targets.ts'

/** The inputs of action.yml, validated; the failure names every input that cannot be used, its value and the remedy. */
export function readInputs(env: NodeJS.ProcessEnv): PushInputs {
  return readContract(
    contract,
    (inputs) => {
      const { values, attempt } = inputs
      const mode = values.mode
      const source = attempt(['mode'], () => readSource(mode, values.source))
      const repository = attempt([], () => readRepository(values.repository, source))
      const read: PushInputs = {
        mode,
        source,
        repository,
        tags: attempt(tagsNeed(values.tags), () => readTags(values.tags, repository, mode === 'release')),
        limits: readLimits(inputs),
        newOnly: attempt([], () => readNewOnly(values['new-only'])),
        baseImage: attempt(['layers'], () => readBaseImage(values['base-image'], values.layers)),
        ignoreFile: values['ignore-file'],
        reports: attempt(['reports'], () => readReports(values.reports)),
        scanner: values.scanner,
        onUnscannable: values['on-unscannable'],
        onInconclusive: values['on-inconclusive'],
        scanTimeout: values['scan-timeout'],
        scanInterval: values['scan-interval'],
        settle: values.settle,
        quiet: values.quiet ?? values.settle * 4,
        stage: values.stage,
        mountFrom: attempt([], () => readMountFrom(values['mount-from'])),
        connections: values.connections,
        attest: values.attest,
        create: readNewRepository(inputs),
        loginDocker: values['login-docker'],
        targets: mode === 'recheck' ? attempt([], () => readTargets(values.targets)) : [],
        sarifLocation: attempt([], () => sarifLocation(values['sarif-location'])),
        temp: env['RUNNER_TEMP'] || tmpdir(),
        toolVersion: env['GITHUB_ACTION_REF'] || 'unreleased',
        job: readJob(env),
      }
      attempt(['mode', 'scanner'], () => refuseContradiction(read, mode))
      return read
    },
    env,
  )
}

/** Whether there must be tags is known once the mode is; what is wrong with one is wrong in any mode. */
function tagsNeed(given: readonly string[]): readonly 'mode'[] {
  return given.length === 0 ? ['mode'] : []
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function readJob(env: NodeJS.ProcessEnv): PushInputs['job'] {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env
  if (!server || !repository || !id) return undefined
  return { uri: `${server}/${repository}/actions/runs/${id}`, id }
}

function readMountFrom(given: readonly string[]): readonly string[] {
  const names = [...new Set(given)]
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
