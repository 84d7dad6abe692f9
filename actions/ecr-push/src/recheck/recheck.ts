import type { EcrRepository } from '@slipway/aws/ecr'
import { describe, Failure } from '@slipway/outcome'
import type { Registry } from '@slipway/oci'
import type { ScanMode } from '@slipway/scan-policy'
import { attest } from '../verdict/attest.ts'
import { readRemote } from '../candidate-image.ts'
import type { PushErrorCode } from '../error.ts'
import { explain, gate, policyOf } from '../gate/gate.ts'
import { readMode } from '../repository/survey.ts'
import { targetName } from '../inputs.ts'
import { looking, type Look } from '../gate/look-at-scan.ts'
import { mergeEnds } from './merge-ends.ts'
import { findRepository } from '../repository/prepare-repository.ts'
import { connect } from '../push.ts'
import { hostOf } from '../repository/registry-host.ts'
import { resolveTarget, type Resolved } from '../gate/resolve-target.ts'
import type { Judged, Rechecked } from '../result.ts'
import type { RunContext } from '../run-context.ts'
import { subjectsOf } from '../gate/subjects.ts'
import { rulesFor } from '../gate/rules.ts'
import { scanAgain } from './scan-again.ts'
import { writeFindings } from '../verdict/write-findings.ts'

interface Recheck extends RunContext {
  readonly repository: EcrRepository
  readonly mode: ScanMode
  readonly registry: Registry
}

/** Judges images that are in use by what is known today. It pushes nothing, and gives and takes no tag. */
export async function recheck(context: RunContext): Promise<Judged> {
  const { inputs, ports, signal, progress } = context
  const repository = await findRepository(inputs.repository, ports.ecr, signal)
  progress.learn({ registry: hostOf(repository) })
  const mode = await readMode(inputs, ports.ecr, signal)
  const { images, unjudged } = await findImages(context, repository)
  const registry = connect(inputs, ports, signal)
  try {
    const all: Rechecked[] = []
    for (const image of images) {
      const { label } = image
      const one = { ...context, repository, mode, registry }
      try {
        all.push(await ports.log.group(`Recheck ${label}`, () => recheckOne(image, one)))
        progress.learn({ rechecked: [...all] })
      } catch (error) {
        signal.throwIfAborted()
        unjudged.push({ label, error })
      }
    }
    return await concludeAll(all, unjudged, { ...context, repository })
  } finally {
    registry.close()
  }
}

/** A target about which nothing is known, and what stopped that. */
interface Unjudged {
  readonly label: string
  readonly error: unknown
}

interface Found {
  readonly images: readonly Resolved[]
  readonly unjudged: Unjudged[]
}

/** What is meant by several targets is judged once, under the name of the first. */
async function findImages(context: RunContext, repository: EcrRepository): Promise<Found> {
  const found = new Map<string, Resolved>()
  const unjudged: Unjudged[] = []
  for (const target of context.inputs.targets) {
    const label = targetName(target)
    const images = await resolveTarget(context, target, repository)
    if (images.length === 0) unjudged.push({ label, error: missing(label, repository) })
    for (const image of images) if (!found.has(image.digest)) found.set(image.digest, image)
  }
  return { images: [...found.values()], unjudged }
}

function missing(label: string, { name }: EcrRepository): Failure<PushErrorCode> {
  return new Failure('TARGET_MISSING', `${label} leads to no image of repository ${name}`, {
    remedy: 'check targets and repository; a service must run tasks',
  })
}

async function recheckOne(resolved: Resolved, recheck: Recheck): Promise<Rechecked> {
  const { inputs, repository, mode, registry, ports, progress, signal } = recheck
  const { label, digest } = resolved
  progress.learn({ digest, image: `${repository.uri}@${digest}` })
  const image = await readRemote({ ecr: ports.ecr, signal }, repository.name, digest)
  const { rules, notes } = await rulesFor(recheck, image, repository)
  progress.note(...notes.filter((note) => !progress.soFar.notes.includes(note)))
  const subjects = subjectsOf(image, ports.log)
  const plain = looking({ repository, mode, rules }, ports)
  const look: Look = mode.kind === 'basic' ? scanAgain(repository, plain, ports) : plain
  const startedAt = ports.clock.now()
  const end = await gate({ repository, mode, subjects, rules, reports: [] }, recheck, look)
  if (end.reason === 'cancelled') signal.throwIfAborted()
  if (!inputs.attest || (end.verdict === 'inconclusive' && !end.accepted))
    return { label, digest, end, verdictDigest: '' }
  const judged = { repository, image, end, policy: policyOf(inputs, rules, startedAt), startedAt }
  const verdictDigest = await attest({ ...judged, registry, again: true }, recheck)
  return { label, digest, end, verdictDigest }
}

type Conclusion = Omit<Recheck, 'mode' | 'registry'>

/** An image that fails is worse than one that could not be judged, which is worse than all others. */
async function concludeAll(
  all: readonly Rechecked[],
  unjudged: readonly Unjudged[],
  conclusion: Conclusion,
): Promise<Judged> {
  const { progress } = conclusion
  const judged = all.length === 0 ? undefined : await conclude(all, unjudged.length === 0, conclusion)
  const told = judged?.verdict === 'fail' ? unjudged : unjudged.slice(1)
  progress.note(...told.map(({ label, error }) => `${label} could not be judged: ${describe(error)}`))
  const [first] = unjudged
  if (judged !== undefined && (first === undefined || judged.verdict === 'fail')) return judged
  throw first?.error ?? new TypeError('a recheck has targets')
}

/** The worst of all decides, and is the image that the outputs are about. */
async function conclude(all: readonly Rechecked[], allJudged: boolean, conclusion: Conclusion): Promise<Judged> {
  const { inputs, repository, progress } = conclusion
  const rank = ({ end }: Rechecked): number =>
    (end.accepted ? 0 : 2) + (end.verdict === 'pass' ? 0 : end.verdict === 'fail' ? 1.5 : 1)
  const [worst] = all.toSorted((a, b) => rank(b) - rank(a))
  if (worst === undefined) throw new TypeError('a recheck has targets')
  const { digest, verdictDigest, end } = worst
  progress.learn({ digest, verdictDigest, image: `${repository.uri}@${digest}`, gate: mergeEnds(all, end, allJudged) })
  progress.learn({ files: await writeFindings(progress.soFar.gate ?? end, conclusion) })
  const message = all.length === 1 ? explain(end, inputs) : `${worst.label}: ${explain(end, inputs)}`
  return { verdict: end.verdict, reason: end.reason, message, accepted: end.accepted }
}
