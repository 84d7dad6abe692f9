import type { Finding, Happening } from '../evidence/happening.ts'
import type { Outcome } from '../evidence/outcome.ts'
import type { Conclusion } from './conclusion.ts'

/** What a scenario is to end as, or ended as. Where no judging action had the last word, `verdict` and `reason` are empty. */
export interface Ending {
  readonly verdict: string
  readonly reason: string
  readonly happened: Happening
}

/** One action as it ran. Times are milliseconds since the scenario began. */
export interface StepReport {
  readonly action: string
  readonly startMs: number
  readonly durationMs: number
  readonly conclusion: string
  readonly verdict: string
  readonly reason: string
  readonly message: string
  /** What the runner showed. Not in report.json. */
  readonly log: readonly string[]
}

/** Percent of a listener's traffic by release label, from `atMs` on. */
export interface SpreadReport {
  readonly atMs: number
  readonly percent: Readonly<Record<string, number>>
}

export interface DeploymentReport {
  readonly arn: string
  readonly release: string
  readonly status: string
  readonly reason: string
  readonly stages: readonly {
    readonly name: string
    readonly status: string
    readonly startMs: number
    readonly durationMs: number
  }[]
}

/** Answers of the load in one span of time, by the release that gave them; `lost` ones came from nobody. */
export interface Bucket {
  readonly atMs: number
  readonly good: Readonly<Record<string, number>>
  readonly bad: Readonly<Record<string, number>>
}

export interface Answers {
  readonly bucketMs: number
  readonly buckets: readonly Bucket[]
}

export interface StoppedTaskReport {
  readonly arn: string
  readonly release: string
  readonly atMs: number
  readonly stopCode: string
  readonly exitCode: number | null
  readonly lastLines: readonly string[]
}

export interface ScenarioReport {
  readonly name: string
  readonly title: string
  readonly about: string
  readonly expected: Ending
  readonly actual: Ending
  readonly ok: boolean
  /** Where it is not ok: whether that speaks of the release. */
  readonly outcome: Outcome
  /** Why it does not, in sentences; empty otherwise. */
  readonly why: string
  /** Milliseconds since the load began. */
  readonly startMs: number
  readonly durationMs: number
  /** Release label of what it built; empty where it built nothing. */
  readonly release: string
  readonly requests: number
  readonly failedRequests: number
  /** Those of them that the release of the scenario was to make fail. */
  readonly failedOnPurpose: number
  readonly findings: readonly Finding[]
  /** How many requests failed in which way: by status, or by the error where there was no answer. */
  readonly failures: Readonly<Record<string, number>>
  /** From the first failed request to the last; null when none failed. */
  readonly badAnswers: {
    readonly count: number
    readonly firstMs: number
    readonly lastMs: number
    readonly ms: number
  } | null
  /** Requests on their way at each move of production traffic. */
  readonly inFlightAtShifts: readonly number[]
  readonly steps: readonly StepReport[]
  readonly deployments: readonly DeploymentReport[]
  readonly production: readonly SpreadReport[]
  readonly test: readonly SpreadReport[]
  readonly answers: Answers
  readonly stoppedTasks: readonly StoppedTaskReport[]
  readonly imageTags: readonly string[]
  readonly gitTags: readonly string[]
  readonly alarms: readonly { readonly atMs: number; readonly name: string; readonly state: string }[]
}

/** A rehearsal, as `report.json` holds it (without logs) and the page shows it. */
export interface Report {
  readonly conclusion: Conclusion
  /** What the history given was worth before the first scenario. */
  readonly version: string
  readonly commit: string
  readonly startedAt: string
  readonly durationMs: number
  /** How long the load lasted; scenarios count their `startMs` from its beginning. */
  readonly loadMs: number
  readonly ok: boolean
  /** How many scenarios were to be played. */
  readonly wanted: number
  /** What went wrong beside the scenarios, in sentences. */
  readonly trouble: readonly string[]
  readonly requests: number
  readonly failedRequests: number
  /** Those of them that a scenario made fail on purpose. */
  readonly failedOnPurpose: number
  /** Seconds of the cloud in one second of the wall. */
  readonly speed: number
  /** What a reader should know about the set-up, one sentence each. */
  readonly notes: readonly string[]
  /** In the order in which they were built. */
  readonly releases: readonly string[]
  readonly answers: Answers
  readonly scenarios: readonly ScenarioReport[]
}
