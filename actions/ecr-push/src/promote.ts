import { Failure } from '@slipway/outcome'
import type { Manifest } from '@slipway/oci'
import type { Ports, PushErrorCode } from './ports.ts'
import { conflict, tagsOn, type Ground } from './preflight.ts'
import { promotionOrder } from './tag-order.ts'

/** Which tags are on the digest now, and what stopped it before all of them were. */
export interface Promotion {
  readonly tags: readonly string[]
  readonly stopped?: { readonly kind: 'conflict'; readonly message: string } | { readonly kind: 'cancelled' }
}

/**
 * Gives the tags to the manifest that was gated: its exact bytes under each tag, specific tags first. A tag that is on
 * it already is left alone, so that a promotion that was killed is finished by the next one.
 */
export async function promote(
  manifest: Manifest,
  ground: Ground,
  ports: Ports,
  signal: AbortSignal,
): Promise<Promotion> {
  const { digest } = manifest.descriptor
  const { repository, tags } = ground
  const given: string[] = []
  const onDigest = (): readonly string[] => [...new Set([...given, ...tagsOn(digest, ground)])]
  for (const tag of promotionOrder(repository, [...tags.keys()])) {
    if (signal.aborted) return { tags: onDigest(), stopped: { kind: 'cancelled' } }
    const message = tags.get(tag) === digest ? undefined : await give(tag, manifest, repository.name, ports)
    if (message !== undefined) return { tags: onDigest(), stopped: { kind: 'conflict', message } }
    await readBack(tag, digest, repository.name, ports)
    given.push(tag)
  }
  return { tags: given }
}

/** A message when the tag turned out to be taken, for good, by another digest. */
async function give(
  tag: string,
  { descriptor: { digest, mediaType }, bytes }: Manifest,
  repository: string,
  { ecr, log }: Ports,
): Promise<string | undefined> {
  const outcome = await ecr.putImage({ repository, tag, digest, mediaType, manifest: bytes.toString() })
  log.info(`PutImage ${tag}: ${outcome}`)
  if (outcome !== 'tag-taken') return undefined
  const taken = await ecr.digestOf(repository, tag)
  return taken === digest ? undefined : conflict(tag, taken, digest)
}

/** What ECR says of the tag must be the digest; it may take a moment to say so. */
async function readBack(tag: string, digest: string, repository: string, { ecr, clock }: Ports): Promise<void> {
  for (let left = 5; ; left -= 1) {
    const now = await ecr.digestOf(repository, tag)
    if (now === digest) return
    if (left === 0) {
      throw new Failure<PushErrorCode>(
        'TAG_MOVED',
        `tag ${tag} is on ${now ?? 'nothing'} after it was given to ${digest}`,
        {
          remedy: 'another job moves the same tag: put both in one concurrency group, then run the step again',
        },
      )
    }
    await clock.sleep(1000)
  }
}
