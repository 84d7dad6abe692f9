import type { EcrRepository } from '@slipway/aws/ecr'
import { Failure } from '@slipway/outcome'
import type { Manifest } from '@slipway/oci'
import type { PushErrorCode } from '../error.ts'
import {
  conflict,
  conflictsOf,
  heldNote,
  planPromotion,
  takenTags,
  type HeldTag,
  type PlannedTag,
} from './plan-promotion.ts'
import type { Ports } from '../ports.ts'
import type { RunContext } from '../run-context.ts'
import { readOwnTags, readTags, tagsOn } from './tag-states.ts'
import { heldBy } from './version-line.ts'

/** What the tags are on after a promotion, and what stopped it before all of them were given. */
export interface Promotion {
  readonly held: readonly HeldTag[]
  readonly stopped?: Conflict | { readonly kind: 'cancelled' }
}

/** Tags that never move are on another digest. */
export interface Conflict {
  readonly kind: 'conflict'
  readonly message: string
  readonly tags: readonly string[]
}

export interface ToPromote {
  readonly manifest: Manifest
  readonly repository: EcrRepository
  readonly tags: readonly string[]
}

type Promoting = Pick<RunContext, 'ports' | 'signal'>

/** Is called for each change of the tags at once, so that the result names it however the run goes on. */
export interface TagChanges {
  /** The tags that are on the digest before the first one is given, and no others. */
  readonly before: (tags: readonly string[]) => void
  readonly given: (tag: string) => void
  /** A tag that was given has gone on to a higher release. */
  readonly moved: (tag: string) => void
}

/**
 * Gives the tags to the manifest that was gated: its exact bytes under each tag, specific tags first. Where the tags
 * are is looked up anew, since a gate takes its time. A tag that is on the digest already is left alone, so that a
 * promotion that was killed is finished by the next one.
 */
export async function promote(
  { manifest, repository, tags }: ToPromote,
  context: Promoting,
  changes: TagChanges,
): Promise<Promotion> {
  const { ports, signal } = context
  const registered = { ecr: ports.ecr, signal }
  const { digest } = manifest.descriptor
  const [states, own] = await Promise.all([
    readTags(registered, repository.name, tags),
    readOwnTags(registered, repository.name, digest),
  ])
  const plan = planPromotion(repository, states, digest, own)
  changes.before(tagsOn(digest, states))
  const message = conflictsOf(plan, digest)
  if (message !== '') return { held: [], stopped: { kind: 'conflict', message, tags: takenTags(plan) } }
  const ended = await giveAll(plan, { manifest, repository, tags: [...tags, ...own] }, { ...context, changes })
  const moved = await readBack(ended.given, { manifest, repository, tags: [...tags, ...own] }, ports)
  for (const one of moved) changes.moved(one.tag)
  const held = [...plan.flatMap((one) => (one.kind === 'held' ? [one] : [])), ...moved]
  for (const one of held) ports.log.info(heldNote(one))
  return ended.stopped === undefined ? { held } : { held, stopped: ended.stopped }
}

/** Gives one tag after the other, until one cannot be given or the job is cancelled. */
async function giveAll(
  plan: readonly PlannedTag[],
  toPromote: ToPromote,
  { ports, signal, changes }: Promoting & { readonly changes: TagChanges },
): Promise<Pick<Promotion, 'stopped'> & { readonly given: readonly string[] }> {
  const given: string[] = []
  for (const { kind, tag } of plan) {
    if (kind === 'there') ports.log.info(`${tag} is on it already`)
    if (kind !== 'give') continue
    if (signal.aborted) return { given, stopped: { kind: 'cancelled' } }
    const message = await give(tag, toPromote, ports)
    if (message !== undefined) return { given, stopped: { kind: 'conflict', message, tags: [tag] } }
    given.push(tag)
    changes.given(tag)
    ports.log.info(`${tag} is on it`)
  }
  return { given }
}

/**
 * A message when the tag turned out to be taken, for good, by another digest. A write is never broken off: what became
 * of it would not be known.
 */
async function give(
  tag: string,
  { manifest: { descriptor, bytes }, repository: { name: repository } }: ToPromote,
  { ecr }: Ports,
): Promise<string | undefined> {
  const { digest, mediaType } = descriptor
  const outcome = await ecr.putImage({ repository, tag, digest, mediaType, manifest: bytes.toString() })
  if (outcome !== 'tag-taken') return undefined
  const taken = (await ecr.image(repository, { tag }))?.digest
  return taken === digest ? undefined : conflict(tag, taken, digest)
}

/**
 * One look at the digest confirms every tag that was given. One that is not on it is looked at by itself: ECR may take a
 * moment to show it, and a floating tag may have been moved on meanwhile, by the job of a higher release.
 */
async function readBack(given: readonly string[], toPromote: ToPromote, ports: Ports): Promise<readonly HeldTag[]> {
  if (given.length === 0) return []
  const { manifest, repository } = toPromote
  const { tags = [] } = (await ports.ecr.image(repository.name, { digest: manifest.descriptor.digest })) ?? {}
  const moved: HeldTag[] = []
  for (const tag of given.filter((one) => !tags.includes(one))) {
    const held = await awaitTag(tag, toPromote, ports)
    if (held !== undefined) moved.push(held)
  }
  return moved
}

/** What the tag is well on by now, where that is another digest. */
async function awaitTag(
  tag: string,
  { manifest, repository, tags }: ToPromote,
  { ecr, clock }: Ports,
): Promise<HeldTag | undefined> {
  const { digest } = manifest.descriptor
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
