import { failureReport, type Report } from '@slipway/action-io'
import { contract } from '../contract.ts'
import { RefusedPlan } from '../planning/refuse.ts'
import type { PackageRelease, SemverResult } from '../result.ts'
import { annotationsOf } from './annotations.ts'
import { sections } from './foreign-text.ts'
import { plannedSections } from './summary.ts'

/** What a refused plan leaves behind: the failure, no output, and the page of what was planned. Others are thrown on. */
export function refusedReport(error: unknown, repositoryUrl?: string): Report {
  if (!(error instanceof RefusedPlan)) throw error
  const failed = failureReport(contract, error)
  const releases = error.planned.map(asRelease)
  const result = { ...nothingElse, head: error.head, releases, warnings: error.warnings }
  const told = { ...result, releases: releases.map((each) => withoutRefusal(each, error)) }
  return {
    ...failed,
    summary: `${sections(failed.summary.trimEnd(), ...plannedSections(result, told, repositoryUrl))}\n`,
    annotations: annotationsOf(told),
  }
}

const nothingElse = {
  source: 'checkout',
  pull: undefined,
  lint: undefined,
  files: undefined,
} as const satisfies Partial<SemverResult>

/** The refusal that fails the step stands above already; another package may have one of its own. */
function withoutRefusal(release: PackageRelease, { message }: RefusedPlan): PackageRelease {
  const { plan } = release
  return plan.refusal?.message === message ? { ...release, plan: { ...plan, refusal: undefined } } : release
}

function asRelease({ past, plan }: RefusedPlan['planned'][number]): PackageRelease {
  return {
    name: past.series.name,
    plan,
    notes: { markdown: '', left: 0 },
    rejected: past.rejected,
    outcome: plan.bump === 'none' ? 'nothing' : 'preview',
    release: undefined,
    floating: [],
  }
}
