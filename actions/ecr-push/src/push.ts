import { formatDuration } from '@slipway/outcome'
import type { EcrLogin } from '@slipway/aws/ecr'
import { ecrRegistryAdvice } from '@slipway/aws/ecr-refusal'
import { pushImage, type Advise, type Pushed, type Registry, type RegistryLogin } from '@slipway/oci'
import type { Candidate } from './candidate-image.ts'
import type { PushInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import type { RunContext } from './run-context.ts'
import { bytes, count } from './words.ts'

/** Pushes the candidate by digest; what is in the registry already is left there. */
export async function push(
  { image, layout }: Candidate,
  registry: Registry,
  { inputs: { connections }, ports: { clock, log } }: RunContext,
): Promise<Pushed> {
  if (layout === undefined) return nothing
  const startedAt = clock.now()
  const pushed = await pushImage(image, layout, registry, { connections, say: (line) => log.info(line) })
  log.info(`${sums(pushed)}; ${formatDuration(clock.now() - startedAt)}`)
  return pushed
}

const nothing: Pushed = { pushedBytes: 0, reusedBytes: 0, mountedBytes: 0, manifests: 0 }

function sums({ pushedBytes, reusedBytes, mountedBytes, manifests }: Pushed): string {
  if (pushedBytes + mountedBytes + manifests === 0) return `nothing to send: all ${bytes(reusedBytes)} were there`
  const parts = [
    `${bytes(pushedBytes)} pushed`,
    ...(reusedBytes === 0 ? [] : [`${bytes(reusedBytes)} were there`]),
    ...(mountedBytes === 0 ? [] : [`${bytes(mountedBytes)} were mounted`]),
    count(manifests, 'manifest'),
  ]
  return parts.join(', ')
}

/** A connection to the repository. */
export function connect(
  { repository, connections, mountFrom }: PushInputs,
  { connect, ecr, clock, mask }: Ports,
  signal: AbortSignal,
): Registry {
  const login = (): Promise<RegistryLogin> => logIn({ ecr, mask }, signal)
  const there = (digests: readonly string[]) => ecr.blobsThere(repository, digests, signal)
  const advise: Advise = (refusal) => ecrRegistryAdvice(repository, refusal)
  return connect({ repository, login, clock, signal, connections, there, mountFrom, advise })
}

/** A login whose secrets are hidden as soon as they exist. */
export async function logIn({ ecr, mask }: Pick<Ports, 'ecr' | 'mask'>, signal: AbortSignal): Promise<EcrLogin> {
  const given = await ecr.login(signal)
  for (const secret of secretsOf(given.token)) mask(secret)
  return given
}

/** The token and the password in it. */
function secretsOf(token: string): readonly string[] {
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(token, 'base64').toString()) ?? []
  return [token, password]
}
