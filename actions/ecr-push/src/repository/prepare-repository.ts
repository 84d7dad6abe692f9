import type { EcrRepository } from '@slipway/aws/ecr'
import type { RegistrySource } from '@slipway/oci'
import { Failure } from '@slipway/outcome'
import { createdOnPush, ensureRepository } from './create-repository.ts'
import type { PushErrorCode } from '../error.ts'
import { isRegistry } from '../inputs.ts'
import type { Ports } from '../ports.ts'
import { logIn } from '../push.ts'
import type { RunContext } from '../run-context.ts'
import { hostIn, isOtherRegistry, otherRegistry, refuseToMake } from './other-registry.ts'
import { isEcrHost } from './registry-host.ts'

export interface Prepared {
  readonly repository: EcrRepository
  /** The prefix of the template by which ECR makes it at the first push; what it will be like is not known until then. */
  readonly atPush?: string
}

/** The repository, made where it is not there and the user wants that. Where it differs from what was asked is told. */
export async function prepareRepository({ inputs, ports, signal, progress }: RunContext): Promise<Prepared> {
  const { repository: name, create, source } = inputs
  if (isRegistry(source)) {
    const found = await ports.ecr.repository(name, signal)
    if (found === undefined) throw await withoutSource(source, ports, signal)
    if (create === undefined) return { repository: found }
  }
  if (create === undefined) return findOrExpect(name, ports, signal)
  const { repository, created, drift } = await ensureRepository(name, create, { ...ports, signal })
  if (created) ports.log.info(`made repository ${name}`)
  progress.note(...drift.map((line) => `repository ${name} is left as it is: ${line}`))
  return { repository }
}

/** The repository, or what is known of one that ECR will make. */
export async function findOrExpect(
  name: string,
  ports: Pick<Ports, 'ecr' | 'log' | 'mask'>,
  signal: AbortSignal,
): Promise<Prepared> {
  const found = await ports.ecr.repository(name, signal)
  if (found !== undefined) return { repository: found }
  const atPush = await templateOf(name, ports.ecr, signal)
  if (atPush === undefined) throw missing(name, 'set create-repository: true, or check account and region above')
  // A template for every name says nothing of this one.
  if (atPush === 'ROOT') refuseToMake(name)
  ports.log.info(`there is no repository ${name} yet; ECR will make it at the push, by the template ${atPush}`)
  const { host } = new URL((await logIn(ports, signal)).endpoint)
  return { repository: { name, uri: `${host}/${name}`, tagMutability: 'MUTABLE', exclusionFilters: [] }, atPush }
}

/** The repository, which must be there. */
export async function findRepository(name: string, ecr: Ports['ecr'], signal: AbortSignal): Promise<EcrRepository> {
  const found = await ecr.repository(name, signal)
  if (found === undefined) throw missing(name, 'check repository, and account and region above')
  return found
}

/** Where nobody can say, there is none. */
async function templateOf(name: string, ecr: Ports['ecr'], signal: AbortSignal): Promise<string | undefined> {
  const template = await createdOnPush(name, ecr, signal).catch(() => undefined)
  signal.throwIfAborted()
  return template
}

function missing(name: string, remedy: string): Failure<PushErrorCode> {
  const message = `there is no repository ${name} in this account and region`
  const host = hostIn(name)
  if (host === undefined) return new Failure('REPOSITORY_MISSING', message, { remedy })
  const rest = name.slice(host.length + 1)
  if (isOtherRegistry(host)) return otherRegistry('repository', host, rest)
  return new Failure('REPOSITORY_MISSING', `${message}, and ${host} reads as the host of another registry`, {
    remedy: `set repository to a name without the registry, e.g. ${rest}, or check account and region above`,
  })
}

/** Making it would not bring the image there. */
async function withoutSource(
  { host, repository }: RegistrySource,
  ports: Pick<Ports, 'ecr' | 'mask'>,
  signal: AbortSignal,
): Promise<Failure<PushErrorCode>> {
  if (host !== undefined && !isEcrHost(host)) {
    const own = new URL((await logIn(ports, signal)).endpoint).host
    if (host !== own) return otherRegistry('source', host, repository)
  }
  return missing(repository, 'check source, and account and region above: an image is promoted where it was pushed to')
}
