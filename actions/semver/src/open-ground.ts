import { Failure } from '@slipway/outcome'
import { selectTags, type ReleaseLine, type ReleaseTag, type Tag } from '@slipway/versioning'
import { warnOfBroken } from './broken-tags.ts'
import { containedIn } from './contained.ts'
import { findFooting } from './footing.ts'
import type { Checkout, History } from './history.ts'
import type { SemverInputs } from './inputs.ts'
import type { SemverPorts } from './ports.ts'
import type { SemverResult } from './result.ts'
import type { Series } from './series.ts'
import { together } from './names-now.ts'

/** A history that is whole as far as it is needed, and the tags that are known. */
export interface Ground {
  readonly source: SemverResult['source']
  readonly history: History
  readonly head: string
  readonly tags: readonly Tag[]
  /** Those that the checkout has. */
  readonly local: readonly Tag[]
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
  const [head, isShallow, local] = await Promise.all([checkout.head(), checkout.isShallow(), checkout.tags()])
  warnOfBroken(local, ports.log)
  if (isShallow) return shallowGround(request, { checkout, head, local }, ports)
  const tags = await tagsOf(request, local, ports)
  return { source: 'checkout', history: checkout, head, tags, local, dispose: nothing }
}

interface Cloned {
  readonly checkout: Checkout
  readonly head: string
  /** The tags it has. */
  readonly local: readonly Tag[]
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
  return { source: 'api', history, head, tags, local: [], dispose: nothing }
}

/** A claim is measured against the tags as they are now; a preview asks for them only before it says "first release". */
async function tagsOf(request: GroundRequest, local: readonly Tag[], ports: SemverPorts): Promise<readonly Tag[]> {
  const { inputs, series, line } = request
  const isReleased = ({ prefix }: Series): boolean =>
    local.some((tag) => selectTags([tag], prefix, line).candidates.length > 0)
  if (inputs.mode === 'preview' && series.every(isReleased)) return local
  return together(local, await tagsNow(request, ports))
}

/** The tags on GitHub at this moment: one question to the remote, or GitHub's list where there is no remote. */
async function tagsNow({ series }: GroundRequest, { sources, github, log }: SemverPorts): Promise<readonly Tag[]> {
  try {
    const remote = await sources.remoteTags()
    if (remote !== undefined) return remote
  } catch (error) {
    // Without the tags nobody can say that there was no release.
    if (github === undefined) throw error
    log.debug(`the remote could not be asked for its tags: ${String(error)}`)
  }
  if (github === undefined) return []
  const lists = []
  for (const { prefix } of series) lists.push(await github.tags.list(prefix))
  return lists.flat()
}

/** A shallow clone that reaches its base is enough; another one is completed. */
async function shallowGround(request: GroundRequest, cloned: Cloned, ports: SemverPorts): Promise<Ground> {
  const { checkout, head, local } = cloned
  if (!(await reachesBases(cloned, request))) return completedGround(request, cloned, ports)
  const tags = request.inputs.mode === 'preview' ? local : together(local, await tagsNow(request, ports))
  return { source: 'checkout', history: checkout, head, tags, local, dispose: nothing }
}

async function completedGround(
  request: GroundRequest,
  { head, local }: Cloned,
  { sources, log }: SemverPorts,
): Promise<Ground> {
  const tags = together(local, (await sources.remoteTags()) ?? [])
  log.info('the clone is shallow: fetching the part of the history that is missing')
  const completed = await sources.complete({
    head,
    candidates: request.series.map((series) => candidatesOf(series, tags, request, head)),
    paths: request.series.some(({ spec }) => spec !== undefined),
  })
  const dispose = (): Promise<void> => completed.dispose()
  return { source: 'fetched', history: completed.git, head, tags, local, dispose }
}

/** The releases that may be the base, best first: not one that the commit itself carries, where it is claimed again. */
function candidatesOf(
  { prefix }: Series,
  tags: readonly Tag[],
  { line, claims }: GroundRequest,
  head: string,
): readonly ReleaseTag[] {
  const { candidates } = selectTags(tags, prefix, line)
  return claims && line.kind !== 'channel' ? candidates.filter(({ commit }) => commit !== head) : candidates
}

/** Whether the clone contains a base of every series, and all that came after it. */
async function reachesBases(
  { checkout, head, local }: Cloned,
  { series, line, claims }: GroundRequest,
): Promise<boolean> {
  const isContained = containedIn(checkout, head, series.length)
  for (const each of series) {
    const asked = { isContained, head, tags: local, line, claims, burned: new Set<string>() }
    const { base } = await findFooting(each, asked)
    if (base === undefined || (await checkout.cut({ from: [base.commit], to: head }))) return false
  }
  return true
}
