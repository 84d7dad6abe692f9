import type { EcrRepository } from '@slipway/aws/ecr'
import { describe } from '@slipway/outcome'
import { imageParts } from '@slipway/oci'
import { baselineOf, statementMediaType, type Baseline, type ScannedImage } from '@slipway/scan-policy'
import { readRemote, type Registered } from '../candidate-image.ts'
import { targetName, type Target } from '../inputs.ts'
import { isAccepting, isWithin, newestVerdict } from '../verdict/newest-verdict.ts'
import type { RunContext } from '../run-context.ts'
import { resolveTarget, type Resolved } from './resolve-target.ts'
import { short } from '../words.ts'

/** ScanStatus values under which findings can be read. */
const readable: ReadonlySet<string> = new Set(['COMPLETE', 'ACTIVE'])

/** What was there already; absent when there is nothing to compare with, so that every finding counts. */
export interface Compared {
  readonly baseline?: Baseline
  readonly notes: readonly string[]
}

/** What is to be compared, and with what. */
export interface ToCompare {
  readonly target: Target
  readonly repository: EcrRepository
  /** Digest of the image whose findings are to be told new from old. */
  readonly candidate: string
}

/** Reads the findings of what is in use, as they are now. One look is enough: what it misses counts as new. */
export async function readBaseline(toCompare: ToCompare, context: RunContext): Promise<Compared> {
  const { target, repository, candidate } = toCompare
  const name = targetName(target)
  const found = await resolveTarget(context, target, repository)
  if (found.length === 0) return { notes: [`new-only: there is no ${name} yet, so every finding counts`] }
  const others = found.filter(({ digest }) => digest !== candidate)
  if (others.length === 0 && !(await isBeingFinished(toCompare, context))) {
    return { notes: [`new-only: ${name} is this image itself, which nothing is new to, so every finding counts`] }
  }
  const compared = others.length === 0 ? found : others
  const into: Into = { repository, images: [], unread: [], notes: [] }
  for (const one of compared) await compare(one, into, context)
  const { images, unread, notes } = into
  if (images.length === 0) return { notes: [...notes, `new-only: nothing to compare with, so every finding counts`] }
  const digests = compared.map(({ digest }) => short(digest)).join(', ')
  const baseline = baselineOf(`${name} (${digests})`, [...images, ...unread])
  context.ports.log.info(`comparing with ${baseline.name}`)
  return { baseline, notes }
}

const day = 24 * 60 * 60 * 1000

/** A release that was accepted, and did not get all of its tags, may be on the tag that it was compared with. */
async function isBeingFinished(
  { repository, candidate }: ToCompare,
  { inputs: { mode, attest }, ports: { ecr, clock }, signal }: RunContext,
): Promise<boolean> {
  if (mode === 'recheck' || !attest) return false
  const verdict = newestVerdict(await ecr.referrers(repository.name, candidate, statementMediaType, signal))
  return verdict !== undefined && isAccepting(verdict) && isWithin(verdict, day, clock.now())
}

interface Into {
  readonly repository: EcrRepository
  readonly images: ScannedImage[]
  /** Without findings: what is found on their platforms is new, whatever another platform had. */
  readonly unread: ScannedImage[]
  readonly notes: string[]
}

async function compare(
  { label, digest }: Resolved,
  { repository, images, unread, notes }: Into,
  { ports: { ecr }, signal }: RunContext,
): Promise<void> {
  const parts = await partsOf({ ecr, signal }, repository, digest)
  if (typeof parts === 'string') return void notes.push(`new-only: ${label}: ${parts}`)
  for (const subject of parts) {
    const answer = await ecr.scan(repository.name, subject.digest, signal)
    if (answer.kind === 'scan' && readable.has(answer.status)) images.push({ subject, findings: answer.findings })
    else {
      unread.push({ subject, findings: [] })
      const state = answer.kind === 'scan' ? answer.status : `no ${answer.what}`
      notes.push(
        `new-only: ${label} ${subject.platform || short(subject.digest)} has no findings to compare with: ${state}`,
      )
    }
  }
}

/** What cannot be read any more compares with nothing, which is stricter; being told why is enough. */
async function partsOf(registered: Registered, repository: EcrRepository, digest: string) {
  try {
    return imageParts(await readRemote(registered, repository.name, digest))
  } catch (error) {
    registered.signal.throwIfAborted()
    return describe(error)
  }
}
