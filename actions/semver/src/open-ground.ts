import { Failure } from '@slipway/outcome'
import type { ReleaseLine, Tag } from '@slipway/versioning'
import { findFooting, type Footing } from './footing.ts'
import type { Checkout, History } from './history.ts'
import type { SemverInputs } from './inputs.ts'
import type { SemverPorts } from './ports.ts'
import type { SemverResult } from './result.ts'
import type { Series } from './series.ts'

/** A history that is whole as far as it is needed, and the tags that are known. */
export interface Ground {
  readonly source: SemverResult['source']
  readonly history: History
  readonly head: string
  readonly tags: readonly Tag[]
  readonly warnings: readonly string[]
  dispose(): Promise<void>
}

export interface GroundRequest {
  readonly inputs: SemverInputs
  readonly series: readonly Series[]
  readonly line: ReleaseLine
  readonly claims: boolean
}

/** The checkout; where it is cut, what a fetch completed; where there is none, GitHub's API. */
export async function openGround(request: GroundRequest, ports: SemverPorts): Promise<Ground> {
  const checkout = await openCheckout(ports)
  if (checkout === undefined) return apiGround(ports)
  const head = await checkout.head()
  if (await checkout.isShallow()) return shallowGround(request, checkout, head, ports)
  const { tags, warnings } = await tagsOf(request, checkout, ports)
  return { source: 'checkout', history: checkout, head, tags, warnings, dispose: nothing }
}

const nothing = (): Promise<void> => Promise.resolve()

async function openCheckout({ sources, log }: SemverPorts): Promise<Checkout | undefined> {
  try {
    return await sources.checkout()
  } catch (error) {
    const absent = error instanceof Failure && (error.code === 'NO_REPOSITORY' || error.code === 'GIT_NOT_FOUND')
    if (!absent || sources.api === undefined) throw error
    log.info(`${error.message}: the history is read over GitHub's API`)
    return undefined
  }
}

async function apiGround({ sources }: SemverPorts): Promise<Ground> {
  const history = sources.api?.()
  if (history === undefined) throw new Error('there is neither a checkout nor an API')
  const [head, tags] = await Promise.all([history.head(), history.tags()])
  return { source: 'api', history, head, tags, warnings: [], dispose: nothing }
}

/** A claim is measured against the tags as they are now; a preview asks the remote only before it says "first release". */
async function tagsOf(
  request: GroundRequest,
  checkout: Checkout,
  ports: SemverPorts,
): Promise<{ readonly tags: readonly Tag[]; readonly warnings: readonly string[] }> {
  const local = await checkout.tags()
  if (request.inputs.mode !== 'preview') return { tags: together(local, await tagsNow(request, ports)), warnings: [] }
  const footings = await footingsOn(checkout, await checkout.head(), local, request)
  if (footings.every(({ candidates }) => candidates.length > 0)) return { tags: local, warnings: [] }
  try {
    return { tags: together(local, (await ports.sources.remoteTags()) ?? []), warnings: [] }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return {
      tags: local,
      warnings: [`the checkout has no release tag, and its remote could not be asked whether it has one: ${words}`],
    }
  }
}

/** The tags on GitHub at this moment: one question to the remote, or GitHub's list where there is no remote. */
async function tagsNow({ series }: GroundRequest, { sources, github, log }: SemverPorts): Promise<readonly Tag[]> {
  try {
    const remote = await sources.remoteTags()
    if (remote !== undefined) return remote
  } catch (error) {
    log.debug(`the remote could not be asked for its tags: ${String(error)}`)
  }
  if (github === undefined) return []
  const lists = []
  for (const { prefix } of series) lists.push(await github.tags.list(prefix))
  return lists.flat()
}

/** Both lists; where they differ, the newer one is right. */
function together(older: readonly Tag[], newer: readonly Tag[]): readonly Tag[] {
  return [...new Map([...older, ...newer].map((tag) => [tag.name, tag])).values()]
}

/** A shallow clone that reaches its base is enough; another one is completed. */
async function shallowGround(
  request: GroundRequest,
  checkout: Checkout,
  head: string,
  ports: SemverPorts,
): Promise<Ground> {
  const local = await checkout.tags()
  const footings = await footingsOn(checkout, head, local, request)
  if (await reachesBases(checkout, head, footings)) {
    const tags = request.inputs.mode === 'preview' ? local : together(local, await tagsNow(request, ports))
    return { source: 'checkout', history: checkout, head, tags, warnings: [], dispose: nothing }
  }
  return completedGround(request, local, head, ports)
}

async function completedGround(
  request: GroundRequest,
  local: readonly Tag[],
  head: string,
  { sources, log }: SemverPorts,
): Promise<Ground> {
  const tags = together(local, (await sources.remoteTags()) ?? [])
  const candidates = []
  for (const series of request.series) candidates.push((await footingOfNothing(series, tags, head, request)).candidates)
  log.info('the clone is shallow: fetching the part of the history that is missing')
  const completed = await sources.complete({
    head,
    candidates,
    paths: request.series.some(({ spec }) => spec !== undefined),
  })
  return { source: 'fetched', history: completed.git, head, tags, warnings: [], dispose: () => completed.dispose() }
}

/** Candidates alone, with no history to ask. */
function footingOfNothing(
  series: Series,
  tags: readonly Tag[],
  head: string,
  request: GroundRequest,
): Promise<Footing> {
  const history = { isAncestor: () => Promise.resolve(false), tagsIn: () => Promise.resolve(new Set<string>()) }
  return findFooting(series, { ...request, history, head, tags, burned: new Set() })
}

async function footingsOn(
  history: History,
  head: string,
  tags: readonly Tag[],
  { series, line, claims }: GroundRequest,
): Promise<readonly Footing[]> {
  const footings: Footing[] = []
  for (const each of series) {
    footings.push(await findFooting(each, { history, head, tags, line, claims, burned: new Set() }))
  }
  return footings
}

async function reachesBases(checkout: Checkout, head: string, footings: readonly Footing[]): Promise<boolean> {
  for (const { base } of footings) {
    if (base === undefined || (await checkout.cut({ from: [base.commit], to: head }))) return false
  }
  return true
}
