import type { EcrRepository } from '@slipway/aws/ecr'
import { describe } from '@slipway/outcome'
import { imageParts } from '@slipway/oci'
import { baselineOf, type Baseline, type ScannedImage } from '@slipway/scan-policy'
import { readRemote } from './candidate-image.ts'
import { targetName, type Target } from './inputs.ts'
import type { Ports } from './ports.ts'
import { resolveTarget, type Resolved } from './resolve-target.ts'
import { short } from './words.ts'

/** ScanStatus values under which findings can be read. */
const readable: ReadonlySet<string> = new Set(['COMPLETE', 'ACTIVE'])

/** What was there already; absent when there is nothing to compare with, so that every finding counts. */
export interface Compared {
  readonly baseline?: Baseline
  readonly notes: readonly string[]
}

/** Reads the findings of what is in use, as they are now. One look is enough: what it misses counts as new. */
export async function readBaseline(
  target: Target,
  repository: EcrRepository,
  ports: Ports,
  signal: AbortSignal,
): Promise<Compared> {
  const name = targetName(target)
  const found = await resolveTarget(target, repository, ports, signal)
  if (found.length === 0) return { notes: [`new-only: there is no ${name} yet, so every finding counts`] }
  const images: ScannedImage[] = []
  const notes: string[] = []
  for (const one of found) await compare(one, { repository, images, notes }, ports, signal)
  if (images.length === 0) return { notes: [...notes, `new-only: nothing to compare with, so every finding counts`] }
  const baseline = baselineOf(`${name} (${found.map(({ digest }) => short(digest)).join(', ')})`, images)
  ports.log.info(`comparing with ${baseline.name}`)
  return { baseline, notes }
}

interface Into {
  readonly repository: EcrRepository
  readonly images: ScannedImage[]
  readonly notes: string[]
}

async function compare(
  { label, digest }: Resolved,
  { repository, images, notes }: Into,
  { ecr }: Ports,
  signal: AbortSignal,
): Promise<void> {
  const parts = await partsOf(repository, digest, ecr, signal)
  if (typeof parts === 'string') return void notes.push(`new-only: ${label}: ${parts}`)
  for (const subject of parts) {
    const answer = await ecr.scan(repository.name, subject.digest, signal)
    if (answer.kind === 'scan' && readable.has(answer.status)) images.push({ subject, findings: answer.findings })
    else {
      const state = answer.kind === 'scan' ? answer.status : `no ${answer.what}`
      notes.push(
        `new-only: ${label} ${subject.platform || short(subject.digest)} has no findings to compare with: ${state}`,
      )
    }
  }
}

/** What cannot be read any more compares with nothing, which is stricter; being told why is enough. */
async function partsOf(repository: EcrRepository, digest: string, ecr: Ports['ecr'], signal: AbortSignal) {
  try {
    return imageParts(await readRemote(repository.name, digest, ecr, signal))
  } catch (error) {
    signal.throwIfAborted()
    return describe(error)
  }
}
