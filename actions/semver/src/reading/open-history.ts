import { Failure } from '@slipway/outcome'
import { selectTags, type ReleaseLine, type ReleaseTag, type Tag } from '@slipway/versioning'
import { warnOfBroken } from './broken-tags.ts'
import { containedIn } from './contained.ts'
import { findPastReleases } from './past-releases.ts'
import type { Checkout, History } from '../history.ts'
import type { SemverInputs } from '../inputs.ts'
import { askRemote, knownTags, type KnownTags } from './known-tags.ts'
import type { SemverPorts } from '../ports.ts'
import type { SemverResult } from '../result.ts'
import type { Series } from '../series.ts'

/** A history that is whole as far as it is needed, and the tags that are known. */
export interface OpenedHistory {
  readonly source: SemverResult['source']
  readonly history: History
  readonly head: string
  readonly known: KnownTags
  /** Whether the history holds all that its commits contain; otherwise a commit may contain more than can be seen. */
  readonly isWhole: boolean
  dispose(): Promise<void>
}

export interface HistoryRequest {
  readonly inputs: SemverInputs
  readonly series: readonly Series[]
  readonly line: ReleaseLine
  readonly claims: boolean
}

/** The checkout; where it is cut, what a fetch completed; where there is none, GitHub's API. */
export async function openHistory(request: HistoryRequest, ports: SemverPorts): Promise<OpenedHistory> {
  const checkout = await openCheckout(ports)
  if (checkout === undefined) return apiHistory(ports)
  const [head, isShallow, local, answer] = await Promise.all([
    checkout.head(),
    checkout.isShallow(),
    checkout.tags(),
    askRemote(ports),
  ])
  warnOfBroken(local, ports.log)
  const cloned: Cloned = { checkout, head, known: await knownTags(request, local, answer, ports) }
  const whole: OpenedHistory = {
    source: 'checkout',
    history: checkout,
    head,
    known: cloned.known,
    isWhole: true,
    dispose: nothing,
  }
  return isShallow ? shallowHistory(request, cloned, { ...whole, isWhole: false }, ports) : whole
}

/** A shallow clone that reaches its bases is enough, also where what makes that certain cannot be fetched. */
async function shallowHistory(
  request: HistoryRequest,
  cloned: Cloned,
  asItIs: OpenedHistory,
  ports: SemverPorts,
): Promise<OpenedHistory> {
  const reaches = await reachesBases(cloned, request)
  if (reaches === true) return asItIs
  try {
    return await completedHistory(request, cloned, ports)
  } catch (error) {
    if (reaches === false || !(error instanceof Failure)) throw error
    ports.log.info(`${error.message}: the checkout is read as it is`)
    return asItIs
  }
}

interface Cloned {
  readonly checkout: Checkout
  readonly head: string
  readonly known: KnownTags
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

async function apiHistory({ sources }: SemverPorts): Promise<OpenedHistory> {
  const history = sources.api?.()
  if (history === undefined) throw new Error('there is neither a checkout nor an API')
  const [head, tags] = await Promise.all([history.head(), history.tags()])
  return { source: 'api', history, head, known: { tags, stale: [], warnings: [] }, isWhole: true, dispose: nothing }
}

async function completedHistory(
  request: HistoryRequest,
  { head, known }: Cloned,
  { sources, log }: SemverPorts,
): Promise<OpenedHistory> {
  log.info('the clone is shallow: fetching the part of the history that is missing')
  const completed = await sources.complete({
    head,
    candidates: request.series.map((series) => candidatesOf(series, known.tags, request, head)),
    paths: request.series.some(({ spec }) => spec !== undefined),
  })
  const dispose = (): Promise<void> => completed.dispose()
  return { source: 'fetched', history: completed.git, head, known, isWhole: false, dispose }
}

/** The releases that may be the base, best first: not one that the commit itself carries, where it is claimed again. */
function candidatesOf(
  { prefix }: Series,
  tags: readonly Tag[],
  { line, claims }: HistoryRequest,
  head: string,
): readonly ReleaseTag[] {
  const { candidates } = selectTags(tags, prefix, line)
  return claims && line.kind !== 'channel' ? candidates.filter(({ commit }) => commit !== head) : candidates
}

/** Whether the clone contains the base of every series, and all that came after it. */
async function reachesBases(
  { checkout, head, known: { tags } }: Cloned,
  { series, line, claims }: HistoryRequest,
): Promise<boolean | 'perhaps'> {
  const isContained = containedIn(checkout, head, series.length)
  let isCertain = true
  for (const each of series) {
    const asked = { isContained, head, tags, line, claims, burned: new Set<string>() }
    const { base, rejected } = await findPastReleases(each, asked)
    if (base === undefined || (await checkout.cut({ from: [base.commit], to: head }))) return false
    // A higher release that seems to lie elsewhere may be contained below the cut.
    if (rejected.some(({ because }) => because === 'not-reachable')) isCertain = false
  }
  return isCertain || 'perhaps'
}
