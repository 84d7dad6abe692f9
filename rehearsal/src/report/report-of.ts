import type { Build } from '../evidence/evidence.ts'
import { failed, type Sample } from '../load/sample.ts'
import { buckets, bucketSize } from './buckets.ts'
import { conclude } from './conclusion.ts'
import type { Report } from './model.ts'
import { scenarioReports, type Played } from './scenario-report.ts'

export interface Rehearsed {
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly endedAt: number
  /** When the load began: the page's time zero. */
  readonly loadedAt: number
  /** Seconds of the cloud in one second of the wall. */
  readonly speed: number
  readonly version: string
  readonly commit: string
  readonly played: readonly Played[]
  /** How many scenarios were to be played. */
  readonly wanted: number
  readonly samples: readonly Sample[]
  readonly builds: readonly Build[]
  readonly notes: readonly string[]
  /** What went wrong beside the scenarios, in sentences; with any, the rehearsal did not end as expected. */
  readonly trouble: readonly string[]
  /** Why the machine ended it early, in sentences; empty where it did not. */
  readonly tooBusy: string
}

/** The whole rehearsal, judged: as expected only without trouble, and when every wanted scenario was played and is. */
export function reportOf(rehearsed: Rehearsed): Report {
  const { startedAt, endedAt, loadedAt, played, samples, builds, notes, trouble, tooBusy, wanted } = rehearsed
  const label = labels(builds)
  const scenarios = scenarioReports(played, loadedAt, label)
  const outcomes = scenarios.map(({ outcome }) => outcome)
  const bucketMs = bucketSize(endedAt - loadedAt, 200)
  return {
    conclusion: conclude({ outcomes, wanted, trouble, tooBusy }),
    version: rehearsed.version,
    commit: rehearsed.commit,
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Math.round(endedAt - startedAt),
    loadMs: Math.round(endedAt - loadedAt),
    ok: trouble.length === 0 && scenarios.length === rehearsed.wanted && scenarios.every((scenario) => scenario.ok),
    wanted: rehearsed.wanted,
    trouble,
    requests: samples.length,
    failedRequests: samples.filter(failed).length,
    failedOnPurpose: scenarios.reduce((sum, scenario) => sum + scenario.failedOnPurpose, 0),
    speed: rehearsed.speed,
    notes: [...notes, ...trouble, ...(tooBusy === '' ? [] : [tooBusy])],
    releases: builds.map(({ commit }) => label(commit)),
    answers: { bucketMs, buckets: buckets(samples, { from: loadedAt, to: endedAt }, bucketMs, label) },
    scenarios,
  }
}

/** `0.2.0 · abc1234`: a release that failed and the one that fixes it may be worth the same version. */
function labels(builds: readonly Build[]): (commit: string) => string {
  const versions = new Map(builds.map(({ version, commit }) => [commit, version]))
  return (commit) => `${versions.get(commit) ?? 'unknown'} · ${commit.slice(0, 7)}`
}
