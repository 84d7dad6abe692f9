import { invalidInput, missingInput } from '@slipway/action-io'
import type { Source } from '@slipway/oci'
import type { ImageName } from './push-inputs.ts'
import { hostIn, isOtherRegistry, otherRegistry } from '../repository/other-registry.ts'
import { isTagName } from './tag-problem.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
const namePart = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`
const repositoryName = new RegExp(String.raw`^(?=.{2,256}$)${namePart}(?:/${namePart})*$`)
/** Names may have dots, so only what looks like a host of ECR, or has a port, is taken for one; or the front of an ARN. */
const ownRegistry = /\.dkr[.-]ecr[.-]|:\d+\/$|^arn:.*:repository\/$/s
const front = /^(?:https?:\/\/)?[^/]*\//
/** The first part of a reference that names its registry, as docker reads it. */
export const anyHost: RegExp = /^(?:[^/.:]*[.:][^/]*|localhost)\//
const digestName = /^sha256:[0-9a-f]{64}$/

/** The input, or the repository that a `registry:` source is in. */
export function readRepository(given: string, source: Source | undefined): string {
  const pushed = source?.transport === 'registry' ? source.repository : ''
  const name = given || pushed
  if (name === '') throw missingInput('repository')
  const host = otherHost(name)
  if (host !== undefined) throw otherRegistry('repository', host, nearest(withoutHost(name)))
  if (ownRegistry.test(front.exec(name)?.[0] ?? '')) {
    const own = nearest(withoutHost(name))
    throw invalidInput('repository', name, `a name without the registry, e.g. ${own}`)
  }
  if (!isRepositoryName(name))
    throw invalidInput(
      'repository',
      name,
      `a repository name of 2 to 256 characters in lower case, without a tag, e.g. ${nearest(name)}`,
    )
  if (pushed !== '' && pushed !== name) {
    throw invalidInput('repository', name, `${pushed}, which is where source is; an image is promoted where it is`)
  }
  return name
}

/** The other registry that is named by what is no name: one that is a name may be there, as that of a mirror. */
function otherHost(text: string): string | undefined {
  const host = hostIn(text.replace(/^https?:\/\//, ''))?.toLowerCase()
  return host !== undefined && !isRepositoryName(text) && isOtherRegistry(host) ? host : undefined
}

function withoutHost(text: string): string {
  return text.replace(front, '')
}

/** The name that was probably meant. */
function nearest(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[:@].*$/s, '')
    .replace(/^\/+|(?<!\/)\/+$/g, '')
  return isRepositoryName(name) ? name : 'shop/app'
}

/** `[HOST/]NAME:TAG` or `[HOST/]NAME@sha256:…`; nothing when it is neither. */
export function parseImageName(text: string): ImageName | undefined {
  const host = anyHost.exec(text)?.[0]
  const [, repository = '', digest, tag] =
    /^([^@:]+)(?:@(.+)|:(.+))$/.exec(host === undefined ? text : text.slice(host.length)) ?? []
  const reference =
    digest === undefined
      ? isTagName(tag ?? '')
        ? { tag: tag ?? '' }
        : undefined
      : isDigestName(digest)
        ? { digest }
        : undefined
  if (reference === undefined || !isRepositoryName(repository)) return undefined
  return { repository, reference, ...(host === undefined ? {} : { host: host.slice(0, -1) }) }
}

export function isRepositoryName(text: string): boolean {
  return repositoryName.test(text)
}

export function isDigestName(text: string): boolean {
  return digestName.test(text)
}
