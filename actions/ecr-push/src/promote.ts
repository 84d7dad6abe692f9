import type { EcrRepository } from '@slipway/aws/ecr'
import { Failure } from '@slipway/outcome'
import type { Manifest } from '@slipway/oci'
import type { PushErrorCode } from './error.ts'
import { conflict, conflictsOf, heldNote, planPromotion, type HeldTag, type PlannedTag } from './plan-promotion.ts'
import type { Ports } from './ports.ts'
import { readOwnTags, readTags, tagsOn } from './tag-states.ts'
import { heldBy } from './version-line.ts'

/** What the tags are on after a promotion, and what stopped it before all of them were given. */
export interface Promotion {
  readonly held: readonly HeldTag[]
  readonly stopped?: { readonly kind: 'conflict'; readonly message: string } | { readonly kind: 'cancelled' }
}

export interface ToPromote {
  readonly manifest: Manifest
  readonly repository: EcrRepository
  readonly tags: readonly string[]
}

/** What is seen of the tags, told at once, so that it is known whatever comes next. */
export interface Seen {
  /** The tags that are on the digest before the first one is given, and no others. */
  readonly before: (tags: readonly string[]) => void
  readonly given: (tag: string) => void
}

/**
 * Gives the tags to the manifest that was gated: its exact bytes under each tag, specific tags first. Where the tags
 * are is looked up anew, since a gate takes its time. A tag that is on the digest already is left alone, so that a
 * promotion that was killed is finished by the next one.
 */
export async function promote(
  { manifest, repository, tags }: ToPromote,
  ports: Ports,
  signal: AbortSignal,
  seen: Seen,
): Promise<Promotion> {
  const { digest } = manifest.descriptor
  const [states, own] = await Promise.all([
    readTags(repository.name, tags, ports.ecr, signal),
    readOwnTags(repository.name, digest, ports.ecr, signal),
  ])
  const plan = planPromotion(repository, states, digest, own)
  seen.before(tagsOn(digest, states))
  const message = conflictsOf(plan, digest)
  if (message !== '') return { held: [], stopped: { kind: 'conflict', message } }
  const held: HeldTag[] = []
  for (const planned of plan) {
    if (signal.aborted) return { held, stopped: { kind: 'cancelled' } }
    const end = await carryOut(planned, { manifest, repository, tags: [...tags, ...own] }, ports)
    if (end.kind === 'conflict') return { held, stopped: end }
    if (end.kind === 'held') held.push(end)
    else seen.given(planned.tag)
    ports.log.info(end.kind === 'held' ? heldNote(end) : `${planned.tag} is on it${end.already ? ' already' : ''}`)
  }
  return { held }
}

type TagEnd =
  | { readonly kind: 'on'; readonly already: boolean }
  | { readonly kind: 'conflict'; readonly message: string }
  | HeldTag

async function carryOut(planned: PlannedTag, toPromote: ToPromote, ports: Ports): Promise<TagEnd> {
  const { manifest, repository } = toPromote
  const { digest } = manifest.descriptor
  if (planned.kind === 'held') return planned
  if (planned.kind === 'there') return { kind: 'on', already: true }
  const message = await give(planned.tag, manifest, repository.name, ports)
  if (message !== undefined) return { kind: 'conflict', message }
  return (await readBack(planned.tag, digest, toPromote, ports)) ?? { kind: 'on', already: false }
}

/**
 * A message when the tag turned out to be taken, for good, by another digest. A write is never broken off: what became
 * of it would not be known.
 */
async function give(
  tag: string,
  { descriptor: { digest, mediaType }, bytes }: Manifest,
  repository: string,
  { ecr }: Ports,
): Promise<string | undefined> {
  const outcome = await ecr.putImage({ repository, tag, digest, mediaType, manifest: bytes.toString() })
  if (outcome !== 'tag-taken') return undefined
  const taken = (await ecr.image(repository, { tag }))?.digest
  return taken === digest ? undefined : conflict(tag, taken, digest)
}

/**
 * What ECR says of the tag must be the digest; it may take a moment to say so. A floating tag may have been moved on
 * meanwhile, by the job of a higher release: then it is well where it is.
 */
async function readBack(
  tag: string,
  digest: string,
  { repository, tags }: ToPromote,
  { ecr, clock }: Ports,
): Promise<HeldTag | undefined> {
  for (let left = 5; ; left -= 1) {
    const now = await ecr.image(repository.name, { tag })
    if (now?.digest === digest) return undefined
    const higher = heldBy(tag, tags, now?.tags ?? [])
    if (now !== undefined && higher !== undefined) return { kind: 'held', tag, on: now.digest, by: higher.tag }
    if (left === 0) throw movedAway(tag, digest, now?.digest)
    await clock.sleep(1000)
  }
}

function movedAway(tag: string, digest: string, now: string | undefined): Failure<PushErrorCode> {
  return new Failure('TAG_MOVED', `tag ${tag} is on ${now ?? 'nothing'} after it was given to ${digest}`, {
    remedy: 'another job moves the same tag: put both in one concurrency group, then run the step again',
  })
}
