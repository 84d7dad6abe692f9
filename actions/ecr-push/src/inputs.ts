import { inputs, invalidInput, type InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'
import { parseSource, type Source } from '@slipway/oci'
import { severities, type Severity } from '@slipway/scan-policy'

export interface PushInputs {
  readonly source: Source
  /** Name without the registry's host. */
  readonly repository: string
  /** Each once, in the order given. */
  readonly tags: readonly string[]
  readonly failOn: Severity
  /** Milliseconds, as the three below. */
  readonly scanTimeout: number
  readonly scanInterval: number
  readonly settle: number
  /** How long an empty answer without a completion time must stay empty: four times `settle`. */
  readonly quiet: number
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
const repositoryName = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/
/** Names may have dots, so only what looks like a host of ECR, or has a port, is taken for one. */
const ecrHost = /^[^/]*(?:\.dkr[.-]ecr[.-][^/]*|:\d+)\//
/** The first part of a reference that names its registry, as docker reads it. */
const anyHost = /^(?:[^/]*[.:][^/]*|localhost)\//
const tagName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/

export function readInputs(): PushInputs {
  const repository = readRepository()
  const settle = inputs.duration('settle', '15s')
  return {
    source: parseSource(inputs.required('source')),
    repository,
    tags: readTags(repository),
    failOn: inputs.choice('fail-on', severities, 'critical'),
    scanTimeout: inputs.duration('scan-timeout', '10m'),
    scanInterval: inputs.duration('scan-interval', '5s'),
    settle,
    quiet: settle * 4,
  }
}

function readRepository(): string {
  const name = inputs.required('repository')
  if (ecrHost.test(name)) throw invalidInput('repository', name, 'a name without the registry, e.g. shop/app')
  if (!repositoryName.test(name)) throw invalidInput('repository', name, 'a repository name, e.g. shop/app')
  return name
}

/** Tags, or whole references to this repository, as docker/metadata-action lists them. */
function readTags(repository: string): readonly string[] {
  const items = inputs.list('tags')
  if (items.length === 0) {
    throw new Failure<InputErrorCode>('INPUT_MISSING', 'input tags is empty', { remedy: 'set tags under with:' })
  }
  return [...new Set(items.map((item) => tagOf(item, repository)))]
}

function tagOf(item: string, repository: string): string {
  const [, name, tag] = /^(?:(.*):)?([^:/]*)$/.exec(item) ?? []
  const ours = name === undefined || name === repository || name.replace(anyHost, '') === repository
  if (!ours || tag === undefined || !tagName.test(tag)) throw invalidInput('tags', item, `a tag for ${repository}`)
  return tag
}
