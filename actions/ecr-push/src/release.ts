import type { EcrRepository } from '@slipway/aws/ecr'
import { describe } from '@slipway/outcome'
import { imageParts, type Registry } from '@slipway/oci'
import type { GateEnd } from '@slipway/scan-policy'
import { attest } from './attest.ts'
import { stage, unstage } from './candidate-tag.ts'
import { withCandidate, type Candidate } from './candidate-image.ts'
import { explain, gate, hopeless, policyOf, type ToGate } from './gate.ts'
import { hostOf, surveyGround, type Ground } from './ground.ts'
import type { PushInputs } from './inputs.ts'
import { readReports } from './judge-reports.ts'
import { prepareRepository } from './prepare-repository.ts'
import { conflictsOf, planned, planPromotion } from './plan-promotion.ts'
import type { Ports } from './ports.ts'
import { promote } from './promote.ts'
import { connect, push } from './push.ts'
import type { Judged, Progress } from './result.ts'
import { rulesFor } from './rules.ts'
import { promotionOrder } from './tag-order.ts'
import { tagsOn } from './tag-states.ts'
import { writeFindings } from './write-findings.ts'

/** Everything that the steps of one release share. */
interface Release {
  readonly inputs: PushInputs
  readonly candidate: Candidate
  readonly ground: Ground
  readonly toGate: ToGate
  readonly registry: Registry
  readonly ports: Ports
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** Looks at everything first, pushes by digest, gates, and gives the tags only to what passed or is accepted. */
export function release(inputs: PushInputs, ports: Ports, signal: AbortSignal, progress: Progress): Promise<Judged> {
  const { source, repository: name } = inputs
  if (source === undefined) throw new TypeError('a release has a source')
  return withCandidate(source, name, ports, signal, async (candidate) => {
    const { image } = candidate
    const { digest } = image.root.descriptor
    const repository = await prepareRepository(inputs, ports, signal, progress)
    progress.learn({ registry: hostOf(repository), digest, image: `${repository.uri}@${digest}` })
    const ground = await surveyGround(inputs, repository, ports, signal)
    progress.learn({ wanted: promotionOrder(repository, inputs.tags) })
    progress.saw(...tagsOn(digest, ground.tags))
    const plan = planPromotion(repository, ground.tags, digest)
    for (const one of plan) ports.log.info(`${one.tag}: ${planned(one)}`)
    const taken = conflictsOf(plan, digest)
    if (taken !== '') return conflicting(taken)
    const { reports, notes } = await readReports(inputs.reports, image, ports)
    const compared = await rulesFor(inputs, image, repository, ports, signal)
    progress.note(...notes, ...compared.notes)
    const subjects = imageParts(image)
    const toGate: ToGate = { repository, mode: ground.mode, subjects, rules: compared.rules, reports }
    const end = hopeless(toGate, inputs, ports.clock.now())
    if (end !== undefined) return judgedBy(end, inputs)
    const registry = connect(inputs, ports, signal)
    try {
      return await pushAndGate({ inputs, candidate, ground, toGate, registry, ports, progress, signal })
    } finally {
      registry.close()
    }
  })
}

async function pushAndGate(release: Release): Promise<Judged> {
  const { inputs, candidate, toGate, registry, ports, progress, signal } = release
  const { root } = candidate.image
  const pushed = await ports.log.group(`Push ${root.descriptor.digest}`, () => push(candidate, registry, inputs, ports))
  progress.learn({ pushed })
  const tag = inputs.stage === 'candidate-tag' ? await stage(root, toGate.repository, ports) : undefined
  const startedAt = ports.clock.now()
  const end = await ports.log.group('Gate', () => gate(toGate, inputs, ports, signal))
  progress.learn({ gate: end, files: await writeFindings(end, progress.known, inputs, ports) })
  if (end.reason === 'cancelled') signal.throwIfAborted()
  const judged = await settle(release, { end, startedAt })
  if (tag !== undefined && !signal.aborted) await dropCandidateTag(tag, toGate.repository, release)
  return judged
}

interface Gated {
  readonly end: GateEnd
  /** Epoch milliseconds at which the gate began. */
  readonly startedAt: number
}

/** The verdict is attached before the first tag is given, so that no released image is without one. */
async function settle(release: Release, gated: Gated): Promise<Judged> {
  const { inputs, ports } = release
  const { end } = gated
  if (!end.accepted) {
    await attachRefusal(release, gated)
    return judgedBy(end, inputs)
  }
  await attachVerdict(release, gated)
  return ports.log.group('Promote', () => promotion(release, end))
}

async function promotion(
  { inputs, candidate, ground, ports, progress, signal }: Release,
  end: GateEnd,
): Promise<Judged> {
  const manifest = candidate.image.root
  const { repository } = ground
  const { held, stopped } = await promote({ manifest, repository, tags: inputs.tags }, ports, signal, progress.saw)
  progress.learn({ held })
  if (stopped?.kind === 'conflict') return conflicting(stopped.message)
  if (stopped?.kind === 'cancelled') signal.throwIfAborted()
  return judgedBy(end, inputs)
}

async function attachVerdict(release: Release, { end, startedAt }: Gated): Promise<void> {
  const { inputs, candidate, toGate, registry, ports, progress, signal } = release
  if (!inputs.attest) return
  const { repository, rules } = toGate
  const judged = { repository, image: candidate.image, end, policy: policyOf(inputs, rules, startedAt), startedAt }
  progress.learn({ verdictDigest: await attest({ ...judged, registry, again: false }, inputs, ports, signal) })
}

/** That a refusal could not be attached must not hide the refusal. A missing verdict says nothing, and is not attached. */
async function attachRefusal(release: Release, gated: Gated): Promise<void> {
  if (gated.end.verdict !== 'fail') return
  try {
    await attachVerdict(release, gated)
  } catch (error) {
    release.signal.throwIfAborted()
    release.progress.note(`the verdict could not be attached: ${describe(error)}`)
  }
}

async function dropCandidateTag(tag: string, repository: EcrRepository, { ports, progress }: Release): Promise<void> {
  try {
    const note = await unstage(tag, repository, ports)
    if (note !== undefined) progress.note(note)
  } catch (error) {
    progress.note(`the tag ${tag} could not be taken away: ${describe(error)}`)
  }
}

export function judgedBy(end: GateEnd, inputs: PushInputs): Judged {
  const { verdict, reason, accepted } = end
  return { verdict, reason, message: explain(end, inputs), accepted }
}

function conflicting(message: string): Judged {
  return { verdict: 'fail', reason: 'tag-conflict', message, accepted: false }
}
