import type { EcrRepository } from '@slipway/aws/ecr'
import type { Ignore, ScanMode } from '@slipway/scan-policy'
import { withCandidate } from '../candidate-image.ts'
import { hopeless } from '../gate/gate.ts'
import { readMode, refuseForeign, surveyRepository, type Survey } from '../repository/survey.ts'
import { isRegistry } from '../inputs.ts'
import { lookForOthers } from './look-for-others.ts'
import { lookForRisks } from './look-for-risks.ts'
import { refuseMissingRights } from '../repository/permissions.ts'
import { conflictsOf, planned, planPromotion, takenTags, type PlannedTag } from '../promotion/plan-promotion.ts'
import { prepareRepository } from '../repository/prepare-repository.ts'
import { refuseToMake } from '../repository/other-registry.ts'
import { hostOf } from '../repository/registry-host.ts'
import type { Judged, Progress } from '../result.ts'
import type { RunContext } from '../run-context.ts'
import { plainRules, readIgnores } from '../gate/rules.ts'
import { conflicting } from '../verdict/judged.ts'
import { count, short } from '../words.ts'

/** Says within a second what a release would fail with after the build. It writes nothing. */
export async function preflight(context: RunContext): Promise<Judged> {
  const { inputs, ports, signal, progress } = context
  const ignores = await readIgnores(inputs, ports)
  await refuseMissingRights(inputs, ports, signal)
  const repository = await findOrPromise(context)
  if (repository === undefined) return toBeMade(context, ignores)
  refuseForeign(inputs, repository)
  progress.learn({ registry: hostOf(repository) })
  const digest = await digestOfSource(context)
  if (digest !== undefined) progress.learn({ digest, image: `${repository.uri}@${digest}` })
  const survey = await surveyRepository(context, repository, digest)
  await lookForOthers(context, repository)
  progress.note(...(await lookForRisks(context, repository)))
  return neverScanned(context, survey.mode, ignores) ?? judgeTags(context, survey, digest)
}

function judgeTags(
  { progress, ports: { log } }: RunContext,
  { repository, mode, tags, own }: Survey,
  digest: string | undefined,
): Judged {
  const plan = planPromotion(repository, tags, digest, own)
  const held = plan.flatMap((one) => (one.kind === 'held' ? [one] : []))
  progress.learn({ plan, held, wanted: plan.map(({ tag }) => tag) })
  progress.saw(...plan.flatMap((one) => (one.kind === 'there' ? [one.tag] : [])))
  for (const one of plan) log.info(`${one.tag}: ${planned(one)}`)
  const message = conflictsOf(plan, digest)
  if (message === '') return ready(`${sums(plan)}; ${scanning(mode)}`)
  if (digest === undefined) nameTaken(progress, repository, plan)
  return conflicting(message, takenTags(plan))
}

/** Where the tags of a release are on one image already, that is told: it may be what is wanted. */
function nameTaken(progress: Progress, { uri }: EcrRepository, plan: readonly PlannedTag[]): void {
  const taken = new Set(plan.flatMap((one) => (one.kind === 'conflict' ? [one.on] : [])))
  const [only] = taken
  if (taken.size !== 1 || only === undefined) return
  progress.learn({ digest: only, image: `${uri}@${only}` })
  progress.note(
    `the image that is released under it already is ${short(only)}: deploy that one, or release another version`,
  )
}

function ready(message: string): Judged {
  return { verdict: 'pass', reason: 'ready', message, accepted: true }
}

/** Nothing where a release would make it. What it differs in from what was asked is told. */
async function findOrPromise(context: RunContext): Promise<EcrRepository | undefined> {
  const { inputs, ports, signal } = context
  const { create, repository: name, source } = inputs
  if (create !== undefined && !isRegistry(source) && (await ports.ecr.repository(name, signal)) === undefined) {
    refuseToMake(name)
    return undefined
  }
  const { repository, atPush } = await prepareRepository(context)
  return atPush === undefined ? repository : undefined
}

async function toBeMade(context: RunContext, ignores: readonly Ignore[]): Promise<Judged> {
  const { inputs, ports, signal } = context
  const { repository, tags } = inputs
  const free = `repository ${repository} is not there and will be made; ${count(tags.length, 'tag is', 'tags are')} free`
  return neverScanned(context, await readMode(inputs, ports.ecr, signal), ignores) ?? ready(free)
}

/** A failure where it is certain that no scan of any image will come. */
function neverScanned(
  { inputs, ports: { clock } }: RunContext,
  mode: ScanMode,
  ignores: readonly Ignore[],
): Judged | undefined {
  const subjects = [{ digest: '', platform: '' }]
  const end = hopeless({ mode, subjects, reports: [], rules: plainRules(inputs.limits, ignores) }, inputs, clock.now())
  return end === undefined ? undefined : { verdict: 'fail', reason: end.reason, message: end.message, accepted: false }
}

function sums(plan: readonly PlannedTag[]): string {
  if (plan.length === 0) return 'no tags to look at'
  const counts = new Map<string, number>()
  for (const one of plan) {
    const word = one.kind === 'give' ? (one.from === undefined ? 'free' : 'moving') : one.kind
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const parts = [...counts].map(([word, number]) => `${number} ${word}`)
  return `${count(plan.length, 'tag')} (${parts.join(', ')})`
}

function scanning(mode: ScanMode): string {
  switch (mode.kind) {
    case 'basic':
      return `basic scanning, ${mode.onPush ? 'on push' : 'to be started by hand'}`
    case 'enhanced':
      return 'enhanced scanning'
    case 'enhanced-unmatched':
      return 'enhanced scanning that does not cover this repository'
    case 'none':
      return 'only reports of other scanners'
  }
}

/** Known only where the image is there already. */
async function digestOfSource(context: RunContext): Promise<string | undefined> {
  const { source } = context.inputs
  if (source === undefined) return undefined
  return withCandidate(context, source, async ({ image }) => image.root.descriptor.digest)
}
