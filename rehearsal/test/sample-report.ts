import type { Evidence } from '../src/evidence/evidence.ts'
import type { Happening } from '../src/evidence/happening.ts'
import { buckets } from '../src/report/buckets.ts'
import { conclude } from '../src/report/conclusion.ts'
import type { Report, StepReport } from '../src/report/model.ts'
import { scenarioReports, type Played } from '../src/report/scenario-report.ts'
import * as seen from './evidence.ts'

const names: Readonly<Record<string, string>> = {
  [seen.older]: '0.1.0 · aaaaaaa',
  [seen.before]: '0.2.0 · bbbbbbb',
  [seen.candidate]: '0.3.0 · ccccccc',
}
const label = (commit: string): string => names[commit] ?? commit

const step = (action: string, startMs: number, durationMs: number, more: Partial<StepReport> = {}): StepReport => ({
  action,
  startMs,
  durationMs,
  conclusion: 'success',
  verdict: 'pass',
  reason: 'deployed',
  message: `${action} did what it was asked to do`,
  log: [`${action} begins`, 'a line with <b>markup</b> & "quotes"', 'done'],
  ...more,
})

function played(name: string, title: string, happened: Happening, evidence: Evidence, reason: string): Played {
  const verdict = reason === '' ? '' : happened === 'released' || happened === 'restored' ? 'pass' : 'fail'
  const judged = { verdict, reason, conclusion: verdict === 'fail' ? 'failure' : 'success' }
  return {
    name,
    title,
    needs: name === 'manual-rollback' ? ['good-release'] : [],
    about: `A scenario that ends as ${happened}.`,
    expected: { verdict, reason, happened },
    said: { verdict, reason },
    evidence,
    steps: [step('semver', 50, 400, { verdict: '', reason: '' }), step('ecs-deploy', 600, 8600, judged)],
    lastLines: new Map([['task/1', ['{"level":60,"msg":"cannot go on"}']]]),
  }
}

const all: readonly Played[] = [
  played('good-release', 'Good release', 'released', seen.released, 'deployed'),
  played('vulnerable-image', 'Vulnerable image', 'refused-at-the-gate', seen.refusedAtTheGate, 'findings'),
  played('broken-release', 'Broken release', 'refused-on-test', seen.refusedOnTest, 'verification-failed'),
  played('crashing-release', 'Crashing release', 'crashed', seen.crashed, 'circuit-breaker'),
  played('late-failure', 'Late failure', 'rolled-back-in-production', seen.rolledBackInProduction, 'alarm'),
  played('manual-rollback', 'Manual rollback', 'restored', seen.restored, 'restored'),
  played('nothing-to-release', 'Nothing to release', 'nothing', seen.quiet, ''),
]

/** A report made of the evidence of every kind of scenario; `change` makes one of them end otherwise. */
export function sampleReport(change: (played: Played) => Played = (one) => one): Report {
  const scenarios = scenarioReports(all.map(change), 0, label).map((one, index) => ({
    ...one,
    startMs: index * 10_000,
  }))
  const durationMs = all.length * 10_000
  const samples = all.flatMap(({ evidence }, index) =>
    evidence.samples.map((sample) => ({ ...sample, at: sample.at + index * 10_000 })),
  )
  const outcomes = scenarios.map(({ outcome }) => outcome)
  return {
    conclusion: conclude({ outcomes, wanted: scenarios.length, trouble: [], tooBusy: '' }),
    version: '0.1.0',
    commit: seen.older,
    startedAt: '2026-11-21T12:00:00.000Z',
    durationMs,
    loadMs: durationMs,
    ok: scenarios.every((scenario) => scenario.ok),
    wanted: scenarios.length,
    trouble: [],
    requests: samples.length,
    failedRequests: samples.filter((sample) => sample.status !== 200).length,
    failedOnPurpose: scenarios.reduce((sum, scenario) => sum + scenario.failedOnPurpose, 0),
    speed: 30,
    notes: ['The image has no base image: the local cloud lends it the host’s node.'],
    releases: Object.values(names),
    answers: { bucketMs: 500, buckets: buckets(samples, { from: 0, to: durationMs }, 500, label) },
    scenarios,
  }
}
