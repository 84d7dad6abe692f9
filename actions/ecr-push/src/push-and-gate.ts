import type { EcrRepository } from '@slipway/aws/ecr'
import { describe } from '@slipway/outcome'
import type { Registry } from '@slipway/oci'
import type { GateEnd } from '@slipway/scan-policy'
import { attest } from './verdict/attest.ts'
import type { Candidate } from './candidate-image.ts'
import { stage, unstage } from './promotion/candidate-tag.ts'
import { gate, policyOf, type ToGate } from './gate/gate.ts'
import { readMode } from './repository/survey.ts'
import { conflicting, judgedBy } from './verdict/judged.ts'
import { findRepository } from './repository/prepare-repository.ts'
import { promote } from './promotion/promote.ts'
import { push } from './push.ts'
import type { Judged } from './result.ts'
import type { RunContext } from './run-context.ts'
import { writeFindings } from './verdict/write-findings.ts'

/** Everything that the steps of one release share. */
export interface Release extends RunContext {
  readonly candidate: Candidate
  readonly toGate: ToGate
  /** Set where the push makes the repository: how that is scanned shows only then. */
  readonly atPush: string | undefined
  readonly registry: Registry
}

/** Pushes by digest, waits for the verdict, attaches it, and promotes what is accepted. */
export async function pushAndGate(before: Release): Promise<Judged> {
  const { inputs, candidate, registry, ports, progress, signal } = before
  const { root } = candidate.image
  const pushed = await ports.log.group(`Push ${root.descriptor.digest}`, () => push(candidate, registry, before))
  progress.learn({ pushed })
  const release = before.atPush === undefined ? before : await seeRepository(before)
  const { toGate } = release
  const tag = inputs.stage === 'candidate-tag' ? await stage(root, toGate.repository, ports) : undefined
  const startedAt = ports.clock.now()
  const end = await ports.log.group('Gate', () => gate(toGate, release))
  progress.learn({ gate: end, files: await writeFindings(end, release) })
  if (end.reason === 'cancelled') signal.throwIfAborted()
  const judged = await settle(release, { end, startedAt })
  if (tag !== undefined && !signal.aborted) await dropCandidateTag(tag, toGate.repository, release)
  return judged
}

/** The repository that the push has made. */
async function seeRepository(release: Release): Promise<Release> {
  const { inputs, toGate, ports, signal } = release
  const repository = await findRepository(inputs.repository, ports.ecr, signal)
  return { ...release, toGate: { ...toGate, repository, mode: await readMode(inputs, ports.ecr, signal) } }
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
  { inputs, candidate, toGate, ports, progress, signal }: Release,
  end: GateEnd,
): Promise<Judged> {
  const manifest = candidate.image.root
  const { repository } = toGate
  const { held, stopped } = await promote(
    { manifest, repository, tags: inputs.tags },
    { ports, signal },
    {
      before(tags) {
        progress.learn({ tags: [] })
        progress.saw(...tags)
      },
      given: progress.saw,
      moved: (tag) => progress.learn({ tags: progress.soFar.tags.filter((one) => one !== tag) }),
    },
  )
  progress.learn({ held })
  if (stopped?.kind === 'conflict') return conflicting(stopped.message, stopped.tags)
  if (stopped?.kind === 'cancelled') signal.throwIfAborted()
  return judgedBy(end, inputs)
}

async function attachVerdict(release: Release, { end, startedAt }: Gated): Promise<void> {
  const { inputs, candidate, toGate, registry, progress } = release
  if (!inputs.attest) return
  const { repository, rules } = toGate
  const judged = { repository, image: candidate.image, end, policy: policyOf(inputs, rules, startedAt), startedAt }
  progress.learn({ verdictDigest: await attest({ ...judged, registry, again: false }, release) })
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
