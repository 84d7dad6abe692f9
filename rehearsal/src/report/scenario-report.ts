import { badAnswers } from '../evidence/bad-answers.ts'
import type { Deployment, Evidence, Spread } from '../evidence/evidence.ts'
import { findings, whatHappened } from '../evidence/happening.ts'
import { outcomes, type Judged } from '../evidence/outcome.ts'
import { failed, inFlight, type Sample } from '../load/sample.ts'
import { buckets, bucketSize } from './buckets.ts'
import type { DeploymentReport, Ending, ScenarioReport, SpreadReport, StepReport, StoppedTaskReport } from './model.ts'

/** A scenario that has been played, with everything that is known about it. */
export interface Played {
  readonly name: string
  readonly title: string
  readonly about: string
  /** Names of scenarios that must have been played before. */
  readonly needs: readonly string[]
  readonly expected: Ending
  /** What the last judging action said. */
  readonly said: { readonly verdict: string; readonly reason: string }
  readonly evidence: Evidence
  readonly steps: readonly StepReport[]
  /** Last log lines by task ARN. */
  readonly lastLines: ReadonlyMap<string, readonly string[]>
}

/** The reports of scenarios in the order in which they were played; see `scenarioReport`. */
export function scenarioReports(all: readonly Played[], startedAt: number, label: Label): readonly ScenarioReport[] {
  const reports = all.map((played) => scenarioReport(played, startedAt, label))
  const ended = all.map(({ needs, evidence: { begunWith, late } }) => ({ needs, begunWith, late }))
  const judged = outcomes(reports.map(({ name, title, ok }, index) => ({ name, title, ok, ...ended[index]! })))
  return reports.map((report, index) => ({ ...report, ...judged[index]! }))
}

type Label = (commit: string) => string

/** `startedAt`: when the load began, epoch milliseconds; `label`: the name of the release built from a commit. */
function scenarioReport(played: Played, startedAt: number, label: Label): Omit<ScenarioReport, keyof Judged> {
  const { evidence, expected } = played
  const { from, to, samples } = evidence
  const since = (at: number): number => Math.round(at - from)
  const spreads = (list: readonly Spread[]): readonly SpreadReport[] =>
    list.map(({ at, percent }) => ({
      atMs: Math.max(0, since(at)),
      percent: Object.fromEntries([...percent].map(([commit, share]) => [label(commit), share])),
    }))
  const actual = { ...played.said, happened: whatHappened(evidence) }
  const bucketMs = bucketSize(to - from, 64)
  return {
    name: played.name,
    title: played.title,
    about: played.about,
    expected,
    actual,
    ok: same(expected, actual),
    startMs: Math.round(from - startedAt),
    durationMs: since(to),
    release: evidence.candidate === undefined ? '' : label(evidence.candidate),
    requests: samples.length,
    failedRequests: samples.filter(failed).length,
    failedOnPurpose: failedOnPurpose(played),
    failures: failuresOf(samples),
    findings: expected.happened === 'unclear' ? [] : findings(expected.happened, evidence),
    badAnswers: badReport(evidence),
    inFlightAtShifts: evidence.production.slice(1).map(({ at }) => inFlight(samples, at)),
    steps: played.steps,
    deployments: evidence.deployments.map((one) => deploymentReport(one, since, label)),
    production: spreads(evidence.production),
    test: spreads(evidence.test),
    answers: { bucketMs, buckets: buckets(samples, evidence, bucketMs, label) },
    stoppedTasks: stoppedReports(played, since, label),
    imageTags: evidence.imageTags.map((one) => one.tag),
    gitTags: evidence.gitTags.map((one) => one.tag),
    alarms: evidence.alarms.map(({ at, name, state }) => ({ atMs: since(at), name, state })),
  }
}

/** The bad answers of the release that is to go bad in production; any other is a fault. */
function failedOnPurpose({ expected, evidence: { samples, candidate } }: Played): number {
  if (expected.happened !== 'rolled-back-in-production' || candidate === undefined) return 0
  return samples.filter((sample) => failed(sample) && sample.commit === candidate).length
}

/** Whether the actions said what they were to say, and what happened is what was to happen. */
export function asExpected({ expected, said, evidence }: Played): boolean {
  return same(expected, { ...said, happened: whatHappened(evidence) })
}

function same(expected: Ending, actual: Ending): boolean {
  return (
    expected.verdict === actual.verdict && expected.reason === actual.reason && expected.happened === actual.happened
  )
}

function failuresOf(samples: readonly Sample[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { status, error } of samples.filter(failed)) {
    const kind = status === 0 ? (error ?? 'no answer') : String(status)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

function badReport({ samples, from }: Evidence): ScenarioReport['badAnswers'] {
  const bad = badAnswers(samples)
  if (bad === undefined) return null
  const [firstMs, lastMs] = [Math.round(bad.first - from), Math.round(bad.last - from)]
  return { count: bad.count, firstMs, lastMs, ms: lastMs - firstMs }
}

type Since = (at: number) => number

function deploymentReport(deployment: Deployment, since: Since, label: Label): DeploymentReport {
  const { arn, status, reason, commit, stages } = deployment
  return {
    arn,
    release: label(commit),
    status,
    reason,
    stages: stages.map((stage) => ({
      name: stage.name,
      status: stage.status,
      startMs: since(stage.from),
      durationMs: Math.round(stage.to - stage.from),
    })),
  }
}

function stoppedReports({ evidence, lastLines }: Played, since: Since, label: Label): readonly StoppedTaskReport[] {
  return evidence.stopped.map(({ arn, commit, at, stopCode, exitCode }) => ({
    arn,
    release: label(commit),
    atMs: since(at),
    stopCode,
    exitCode: exitCode ?? null,
    lastLines: lastLines.get(arn) ?? [],
  }))
}
