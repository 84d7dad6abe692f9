import type { EcrRepository } from '@slipway/aws/ecr'
import { everyRight } from '@slipway/aws/every-right'
import { Failure } from '@slipway/outcome'
import { scanModeOf } from '@slipway/scan-policy'
import { isRegistry, type PushInputs } from '../inputs.ts'
import type { Ports } from '../ports.ts'
import type { RunContext } from '../run-context.ts'
import { logIn } from '../push.ts'

/** An image that nobody has: what is asked about it changes nothing, and is refused all the same where the right is missing. */
const nobody = `sha256:${'0'.repeat(64)}`

/**
 * What a release reads, tried at once and before anything else is asked; throws one failure that names every right that
 * is missing. What a release writes cannot be tried without writing it.
 */
export async function refuseMissingRights(inputs: PushInputs, ports: Ports, signal: AbortSignal): Promise<void> {
  const repository = ports.ecr.repository(inputs.repository, signal)
  await everyRight([
    repository,
    logIn(ports, signal),
    ...readsOfImages(inputs, ports, signal),
    ...readsOfScans({ inputs, ports, signal }, repository),
    ...readsOfOthers(inputs, ports, signal),
  ])
}

function readsOfImages(
  { repository: name, source, attest, stage, newOnly, create }: PushInputs,
  { ecr }: Ports,
  signal: AbortSignal,
): readonly Promise<unknown>[] {
  const readsManifests = stage === 'candidate-tag' || newOnly !== undefined || isRegistry(source)
  const comparesPolicy = create !== undefined && create.lifecyclePolicy !== ''
  return [
    ecr.blobsThere(name, [nobody], signal),
    ecr.image(name, { digest: nobody }, signal),
    ...(readsManifests ? [ecr.manifest(name, nobody, signal)] : []),
    ...(attest ? [ecr.referrers(name, nobody, undefined, signal)] : []),
    ...(comparesPolicy ? [ecr.lifecyclePolicy(name, signal)] : []),
  ]
}

/** A repository that is not there has no scans to ask for; one that may not be looked at is asked all the same. */
function readsOfScans(
  { inputs: { repository: name, scanner, limits }, ports: { ecr, inspector }, signal }: Omit<RunContext, 'progress'>,
  repository: Promise<EcrRepository | undefined>,
): readonly Promise<unknown>[] {
  if (scanner === 'none') return []
  const mode = ecr.scanConfiguration(name, signal).then(scanModeOf)
  const whenThere = async (ask: (place: string) => Promise<unknown>): Promise<unknown> => {
    const found = await repository.catch(() => ({ arn: name }))
    return found === undefined ? undefined : ask(found.arn ?? name)
  }
  const whenEnhanced = async (ask: (place: string) => Promise<unknown>): Promise<unknown> =>
    (await mode).kind === 'enhanced' ? whenThere(ask) : undefined
  const asksInspector = limits.kev || limits.epss !== undefined
  return [
    mode,
    whenThere(() => ecr.scan(name, nobody, signal)),
    whenEnhanced((place) => inspector.coverage(place, nobody, signal).catch(unlessUnreachable)),
    ...(asksInspector ? [whenEnhanced((place) => inspector.findings(place, nobody, signal))] : []),
  ]
}

/** A release gets on without coverage where there is no way to Inspector. */
function unlessUnreachable(error: unknown): undefined {
  if (error instanceof Failure && error.code === 'AWS_UNREACHABLE') return undefined
  throw error
}

/** The base image, and the service whose image is compared with. */
function readsOfOthers(
  { baseImage, newOnly }: PushInputs,
  { ecr, services }: Ports,
  signal: AbortSignal,
): readonly Promise<unknown>[] {
  const base = baseImage?.repository
  return [
    ...(base === undefined ? [] : [ecr.image(base, { digest: nobody }, signal), ecr.manifest(base, nobody, signal)]),
    ...(newOnly?.kind === 'ecs' ? [services.running(newOnly.cluster, newOnly.service, signal)] : []),
  ]
}
