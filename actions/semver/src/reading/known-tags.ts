import { causesOf, Failure } from '@slipway/outcome'
import { selectTags, type ReleaseLine, type Tag } from '@slipway/versioning'
import type { SemverInputs } from '../inputs.ts'
import type { SemverPorts } from '../ports.ts'
import type { Series } from '../series.ts'

/** The tags that count in a run. */
export interface KnownTags {
  readonly tags: readonly Tag[]
  /** What the checkout has otherwise, which does not count. */
  readonly stale: readonly StaleTag[]
  readonly warnings: readonly string[]
}

/** A tag of the checkout that the remote does not have, or `elsewhere`, on another commit. */
export interface StaleTag extends Tag {
  readonly elsewhere: boolean
}

export interface TagsRequest {
  readonly inputs: Pick<SemverInputs, 'mode'>
  readonly series: readonly Series[]
  readonly line: ReleaseLine
}

/** What the remote said of its tags; `undefined`: there is no remote. */
export type RemoteAnswer = { readonly tags: readonly Tag[] } | { readonly failure: Failure } | undefined

/** Begins to ask the remote; the answer is never a rejection for a remote that cannot be asked. */
export async function askRemote({ sources }: Pick<SemverPorts, 'sources'>): Promise<RemoteAnswer> {
  try {
    const tags = await sources.remoteTags()
    return tags && { tags }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { failure: error }
  }
}

/**
 * Those of the remote, which nobody but the remote knows: a checkout that was made before, or is kept from job to job, may
 * lack some, and have others that were deleted or moved since. Where the remote cannot be asked, GitHub is. A preview does
 * with those of the checkout where neither can be asked, and says so, as long as they do not say "first release".
 */
export async function knownTags(
  request: TagsRequest,
  local: readonly Tag[],
  answer: RemoteAnswer,
  ports: Pick<SemverPorts, 'github' | 'log'>,
): Promise<KnownTags> {
  if (answer !== undefined && 'tags' in answer) return instead(local, answer.tags)
  const mayUseLocal = request.inputs.mode === 'preview' && areReleased(request, local)
  const none: KnownTags = { tags: local, stale: [], warnings: [] }
  if (answer === undefined && (mayUseLocal || ports.github === undefined)) return none
  try {
    return await fromGitHub(request, local, answer, ports)
  } catch (error) {
    if (request.inputs.mode !== 'preview' || !(error instanceof Failure)) throw error
    const failure = answer?.failure ?? error
    if (failure !== error) ports.log.info(error.message)
    if (!mayUseLocal) throw failure
    for (const line of causesOf(failure)) ports.log.info(`  because: ${line}`)
    return { ...none, warnings: [notAsked(failure)] }
  }
}

async function fromGitHub(
  { series }: TagsRequest,
  local: readonly Tag[],
  answer: { readonly failure: Failure } | undefined,
  { github, log }: Pick<SemverPorts, 'github' | 'log'>,
): Promise<KnownTags> {
  if (github === undefined) throw answer?.failure ?? new Error('there is neither a remote nor GitHub')
  if (answer !== undefined) log.info(`${answer.failure.message}: GitHub is asked for the tags instead`)
  const lists: Tag[] = []
  for (const { prefix } of series) lists.push(...(await github.tags.list(prefix)))
  const isAsked = ({ name }: Tag): boolean => series.some(({ prefix }) => name.startsWith(prefix))
  const { tags, stale, warnings } = instead(local.filter(isAsked), lists)
  return { tags: [...local.filter((tag) => !isAsked(tag)), ...tags], stale, warnings }
}

/** The list of who was asked decides. */
function instead(local: readonly Tag[], tags: readonly Tag[]): KnownTags {
  const there = new Map(tags.map(({ name, commit }) => [name, commit]))
  const stale = local
    // A broken one is told of by itself.
    .filter(({ commit }) => commit !== undefined)
    .filter(({ name, commit }) => !there.has(name) || (there.get(name) ?? commit) !== commit)
    .map((tag): StaleTag => ({ ...tag, elsewhere: there.has(tag.name) }))
  return { tags, stale, warnings: [] }
}

/** Whether each series has a release among these tags. */
function areReleased({ series, line }: TagsRequest, tags: readonly Tag[]): boolean {
  return series.every(({ prefix }) => tags.some((tag) => selectTags([tag], prefix, line).candidates.length > 0))
}

function notAsked({ message }: Failure): string {
  return (
    `the remote could not be asked for its tags (${message}), so the tags of this checkout count: ` +
    'where some are missing or out of date, the version may be out already, too low or too high; ' +
    'give this step token: ${{ github.token }}, and the job permissions: contents: read'
  )
}
