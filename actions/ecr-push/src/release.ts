import { withCandidate } from './candidate-image.ts'
import { hopeless, type ToGate } from './gate/gate.ts'
import { surveyOfNew, refuseForeign, surveyRepository } from './repository/survey.ts'
import { isRegistry } from './inputs.ts'
import { readReports } from './gate/judge-reports.ts'
import { conflicting, judgedBy } from './verdict/judged.ts'
import { conflictsOf, planned, planPromotion, takenTags } from './promotion/plan-promotion.ts'
import { prepareRepository } from './repository/prepare-repository.ts'
import { pushAndGate } from './push-and-gate.ts'
import { connect } from './push.ts'
import { hostOf } from './repository/registry-host.ts'
import type { Judged } from './result.ts'
import type { RunContext } from './run-context.ts'
import { rulesFor } from './gate/rules.ts'
import { subjectsOf } from './gate/subjects.ts'
import { promotionOrder } from './promotion/tag-order.ts'
import { tagsOn } from './promotion/tag-states.ts'

/** Looks at everything first, pushes by digest, gates, and gives the tags only to what passed or is accepted. */
export async function release(context: RunContext): Promise<Judged> {
  const { inputs, ports, signal, progress } = context
  const { source } = inputs
  if (source === undefined) throw new TypeError('a release has a source')
  const early = isRegistry(source) ? await prepareRepository(context) : undefined
  if (early !== undefined) refuseForeign(inputs, early.repository)
  return withCandidate(context, source, async (candidate) => {
    const { image } = candidate
    const { digest } = image.root.descriptor
    const { repository, atPush } = early ?? (await prepareRepository(context))
    progress.learn({ registry: hostOf(repository), digest, image: `${repository.uri}@${digest}` })
    const survey =
      atPush === undefined ? await surveyRepository(context, repository, digest) : surveyOfNew(inputs, repository)
    progress.learn({ wanted: promotionOrder(repository, inputs.tags) })
    progress.saw(...tagsOn(digest, survey.tags))
    const plan = planPromotion(repository, survey.tags, digest, survey.own)
    for (const one of plan) ports.log.info(`${one.tag}: ${planned(one)}`)
    const taken = conflictsOf(plan, digest)
    if (taken !== '') return conflicting(taken, takenTags(plan))
    const { reports, notes } = await readReports(inputs, image, ports)
    const compared = await rulesFor(context, image, repository)
    progress.note(...notes, ...compared.notes)
    const toGate: ToGate = {
      repository,
      mode: survey.mode,
      subjects: subjectsOf(image, ports.log),
      rules: compared.rules,
      reports,
    }
    const end = hopeless(toGate, inputs, ports.clock.now())
    if (end !== undefined) return judgedBy(end, inputs)
    const registry = connect(inputs, ports, signal)
    try {
      return await pushAndGate({ ...context, candidate, toGate, atPush, registry })
    } finally {
      registry.close()
    }
  })
}
