import { createHash } from 'node:crypto'
import type { EcrReferrer, EcrRepository } from '@slipway/aws/ecr'
import { attachArtifact, imageParts, type Image, type Registry } from '@slipway/oci'
import {
  policyText,
  statementMediaType,
  toStatement,
  verdictAnnotations,
  type GateEnd,
  type ScanPolicy,
  type StatementContext,
} from '@slipway/scan-policy'
import { isWithin, newestVerdict } from './newest-verdict.ts'
import type { Ports } from '../ports.ts'
import type { RunContext } from '../run-context.ts'
import { short } from '../words.ts'

export interface ToAttest {
  readonly repository: EcrRepository
  readonly image: Image
  readonly end: GateEnd
  readonly policy: ScanPolicy
  /** Epoch milliseconds at which the gate began. */
  readonly startedAt: number
  readonly registry: Registry
  /** Also when the newest verdict there says the same: it is of today then. */
  readonly again: boolean
}

/** Beside what a verdict says, a hash of the findings it was about. */
const findingsKey = 'slipway.findings'
/** Milliseconds for which a verdict is as good as a new one: a run that was killed is run again within that time. */
const asNew = 60 * 60 * 1000

/**
 * Attaches the verdict to the image as an OCI referrer, and gives its digest. An equal one of the last hour, by verdict,
 * policy and findings, is as good; an older one would be too old for whoever asks for one of today.
 */
export async function attest(
  { repository, image, end, policy, startedAt, registry, again }: ToAttest,
  { inputs: { toolVersion, job }, ports: { ecr, clock, log }, signal }: RunContext,
): Promise<string> {
  const { descriptor } = image.root
  const whole = { digest: descriptor.digest, platform: '' }
  const context: StatementContext = {
    image: `${repository.uri}@${descriptor.digest}`,
    subjects: image.root.isIndex ? [whole, ...imageParts(image)] : [whole],
    policyHash: sha256(policyText(policy)),
    evaluatedAt: clock.now(),
    ...{ toolVersion, startedAt },
    ...(job === undefined ? {} : { run: job }),
  }
  const annotations = { ...verdictAnnotations(end, context), [findingsKey]: sha256(findingsText(end)) }
  const listed = () => ecr.referrers(repository.name, descriptor.digest, statementMediaType, signal)
  const equal = again ? undefined : sameVerdict(await listed(), annotations, clock.now())
  if (equal !== undefined) {
    log.info(`the same verdict is attached already: ${short(equal)}`)
    return equal
  }
  const { digest } = await attachArtifact(registry, {
    subject: descriptor,
    artifactType: statementMediaType,
    layers: [{ mediaType: statementMediaType, bytes: Buffer.from(toStatement(end, context)) }],
    annotations,
  })
  log.info(`attached the verdict: ${short(digest)}`)
  await confirm(digest, listed, { clock, log })
  return digest
}

/** A registry may keep an artifact and lead nobody to it; then it is there, but as good as unseen. */
async function confirm(
  digest: string,
  listed: () => Promise<readonly EcrReferrer[]>,
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
): Promise<void> {
  for (let left = 3; left > 0; left -= 1) {
    if ((await listed()).some((one) => one.digest === digest)) return
    await clock.sleep(1000)
  }
  log.warning(`ECR does not list the verdict ${short(digest)} among the referrers of the image: nobody will find it`)
}

/** The newest verdict, if it says the same; an older one that does has been overtaken. */
function sameVerdict(
  there: readonly EcrReferrer[],
  wanted: EcrReferrer['annotations'],
  now: number,
): string | undefined {
  const newest = newestVerdict(there)
  if (newest === undefined || !isWithin(newest, asNew, now)) return undefined
  const compared = ['slipway.verdict', 'slipway.accepted', 'slipway.reason', 'slipway.policy', findingsKey]
  return compared.every((key) => newest.annotations[key] === wanted[key]) ? newest.digest : undefined
}

function findingsText({ findings }: GateEnd): string {
  const lines = findings.map(({ id, severity, status, subject }) =>
    JSON.stringify([subject.digest, id, severity, status]),
  )
  return lines.sort().join('\n')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
