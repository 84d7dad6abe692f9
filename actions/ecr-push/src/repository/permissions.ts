import type { EcrRepository } from '@slipway/aws/ecr'
import { describe, Failure } from '@slipway/outcome'
import type { ScanMode } from '@slipway/scan-policy'
import type { PushInputs } from '../inputs.ts'
import type { Ports } from '../ports.ts'
import { logIn } from '../push.ts'

/** An image that nobody has: what is asked about it changes nothing, and is refused all the same where the right is missing. */
const nobody = `sha256:${'0'.repeat(64)}`

/** What a release reads, tried at once; throws one failure that names every right that is missing. */
export async function refuseMissingRights(
  inputs: PushInputs,
  repository: EcrRepository,
  mode: ScanMode,
  ports: Ports,
  signal: AbortSignal,
): Promise<void> {
  const tried = await Promise.allSettled(reads(inputs, repository, mode, ports, signal))
  const errors = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  const denied = errors.filter(
    (error): error is Failure => error instanceof Failure && error.code === 'AWS_ACCESS_DENIED',
  )
  const other = errors.find((error) => !denied.some((one) => one === error))
  if (other !== undefined) throw other
  const [first] = denied
  if (first === undefined) return
  if (denied.length === 1) throw first
  throw new Failure('AWS_ACCESS_DENIED', denied.map(describe).join('; '), {
    remedy: [...new Set(denied.flatMap(({ remedy }) => remedy ?? []))].join('; '),
    cause: first,
  })
}

/** What a release writes cannot be tried without writing it. */
function reads(
  { scanner, attest, limits, stage }: PushInputs,
  { name, arn = name }: EcrRepository,
  mode: ScanMode,
  ports: Ports,
  signal: AbortSignal,
): readonly Promise<unknown>[] {
  const { ecr, inspector } = ports
  const enhanced = mode.kind === 'enhanced'
  return [
    logIn(ports, signal),
    ecr.blobsThere(name, [nobody], signal),
    ecr.image(name, { digest: nobody }, signal),
    ...(attest ? [ecr.referrers(name, nobody, undefined, signal)] : []),
    ...(scanner === 'ecr' ? [ecr.scan(name, nobody, signal)] : []),
    ...(enhanced ? [inspector.coverage(arn, nobody, signal)] : []),
    ...(enhanced && (limits.kev || limits.epss !== undefined) ? [inspector.findings(arn, nobody, signal)] : []),
    ...(stage === 'candidate-tag' ? [ecr.manifest(name, nobody, signal)] : []),
  ]
}
