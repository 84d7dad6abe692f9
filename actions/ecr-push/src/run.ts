import { Failure, type Judgement } from '@slipway/outcome'
import {
  imageParts,
  readImage,
  type Image,
  type Layout,
  type OciErrorCode,
  type Source,
  type StoredSource,
} from '@slipway/oci'
import type { GateEnd, GateReason } from '@slipway/scan-policy'
import { gate, hopeless, type Candidate } from './gate.ts'
import type { PushInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import { conflicts, preflight, tagsOn, type Ground } from './preflight.ts'
import { promote } from './promote.ts'
import { push } from './push.ts'

export type Reason = GateReason | 'tag-conflict'

export interface Result extends Judgement<Reason> {
  readonly inputs: PushInputs
  /** `sha256:…` of the manifest or index; empty when it was cancelled before that was known. */
  readonly digest: string
  /** `HOST/REPOSITORY@DIGEST`; empty as above. */
  readonly image: string
  /** Tags that are on the digest now. */
  readonly tags: readonly string[]
  /** What the scans showed; absent when it never came to that. */
  readonly gate?: GateEnd
}

/** Push by digest, wait for the scans' verdict, and only then give the release tags. */
export async function run(inputs: PushInputs, ports: Ports, signal: AbortSignal): Promise<Result> {
  let result: Result = { inputs, ...cancelled, digest: '', image: '', tags: [] }
  try {
    await introduce(inputs, ports)
    const layout = await ports.open(stored(inputs.source))
    try {
      const image = await readImage(layout)
      const ground = await preflight(inputs, ports.ecr)
      const { digest } = image.root.descriptor
      const tags = tagsOn(digest, ground)
      result = { ...result, digest, image: `${ground.repository.uri}@${digest}`, tags }
      return { ...result, ...(await release({ inputs, image, layout, ground }, ports, signal)) }
    } finally {
      await layout.close()
    }
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error
    return result
  }
}

function stored(source: Source): StoredSource {
  if (source.transport !== 'registry') return source
  throw new Failure<OciErrorCode>('SOURCE_INVALID', `source is registry:${source.repository}@${source.digest}`, {
    remedy: 'name an image on this machine',
  })
}

interface Release {
  readonly inputs: PushInputs
  readonly image: Image
  readonly layout: Layout
  readonly ground: Ground
}

type Outcome = Judgement<Reason> & Partial<Pick<Result, 'tags' | 'gate'>>

const cancelled = {
  verdict: 'inconclusive',
  reason: 'cancelled',
  message: 'the job was cancelled before there was a verdict; no tag was given',
} as const

async function introduce({ source, repository }: PushInputs, { sts, log }: Ports): Promise<void> {
  const { accountId, arn, region } = await sts.whoAmI()
  log.info(`as ${arn}`)
  log.info(
    `from ${source.transport}:${source.transport === 'registry' ? source.digest : source.path} to repository ${repository} of account ${accountId} in ${region}`,
  )
}

async function release(
  { inputs, image, layout, ground }: Release,
  ports: Ports,
  signal: AbortSignal,
): Promise<Outcome> {
  const { repository, mode } = ground
  const candidate: Candidate = { repository: repository.name, mode, subjects: imageParts(image) }
  const refused = refusal(ground, candidate, image, inputs, ports.clock.now())
  if (refused !== undefined) return refused
  await ports.log.group(`Push ${image.root.descriptor.digest}`, () =>
    push(image, layout, repository.name, ports, signal),
  )
  const end = await ports.log.group('Gate', () => gate(candidate, inputs, ports, signal))
  const { verdict, reason, message } = end
  if (verdict !== 'pass') return { verdict, reason, message, gate: end }
  return { gate: end, ...(await ports.log.group('Promote', () => promotion(image, ground, end, ports, signal))) }
}

/** What is certain to fail is refused before anything is pushed. */
function refusal(
  ground: Ground,
  candidate: Candidate,
  { root }: Image,
  inputs: PushInputs,
  now: number,
): Outcome | undefined {
  const taken = conflicts(ground, root.descriptor.digest)
  if (taken.length > 0) return { verdict: 'fail', reason: 'tag-conflict', message: taken.join('; ') }
  return hopeless(candidate, inputs, now)
}

async function promotion(
  { root }: Image,
  ground: Ground,
  { verdict, reason, message }: GateEnd,
  ports: Ports,
  signal: AbortSignal,
): Promise<Outcome> {
  const { tags, stopped } = await promote(root, ground, ports, signal)
  if (stopped === undefined) return { verdict, reason, message, tags }
  if (stopped.kind === 'conflict') return { verdict: 'fail', reason: 'tag-conflict', message: stopped.message, tags }
  const state = tags.length === 0 ? 'no tag was given' : `on the digest by then: ${tags.join(', ')}`
  return { verdict: 'inconclusive', reason: 'cancelled', message: `cancelled during promotion; ${state}`, tags }
}
