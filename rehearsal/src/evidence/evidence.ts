import type { Late } from '@slipway/local-cloud'
import type { Sample } from '../load/sample.ts'

/** One build of the service; the commit tells builds apart, versions alone do not. */
export interface Build {
  readonly version: string
  readonly commit: string
  /** Digest of its image's manifest. */
  readonly digest: string
}

/** How a listener's traffic was spread from `at` on: percent by commit. */
export interface Spread {
  readonly at: number
  readonly percent: ReadonlyMap<string, number>
}

/** One stay of a service deployment in a lifecycle stage. */
export interface Stage {
  readonly name: string
  readonly status: string
  readonly from: number
  readonly to: number
}

export interface Deployment {
  readonly arn: string
  /** Its last status. */
  readonly status: string
  readonly reason: string
  /** What it was to bring into production. */
  readonly commit: string
  readonly startedAt: number
  readonly endedAt: number
  readonly stages: readonly Stage[]
}

/** A task that has stopped. */
export interface StoppedTask {
  readonly arn: string
  readonly commit: string
  readonly at: number
  readonly stopCode: string
  readonly exitCode: number | undefined
}

/** What the cloud and the load recorded while a scenario ran. Nothing in it comes from an action. */
export interface Evidence {
  /** The scenario's time, epoch milliseconds. */
  readonly from: number
  readonly to: number
  /** How late the cloud was with its answers meanwhile. */
  readonly late: Late
  /** What was not as it has to be when the scenario began, in clauses: `requests failed already`. */
  readonly begunWith: readonly string[]
  /** Commit that production served when the scenario began. */
  readonly before: string
  /** Commit of the scenario's own build; undefined where it built nothing. */
  readonly candidate: string | undefined
  readonly samples: readonly Sample[]
  /** Requests that were due and not sent, because as many as may be were on their way. */
  readonly heldBack: number
  /** First entry: as it was at `from`. */
  readonly production: readonly Spread[]
  readonly test: readonly Spread[]
  readonly deployments: readonly Deployment[]
  readonly stopped: readonly StoppedTask[]
  /** Commits of the tasks that are running at `to`. */
  readonly running: readonly string[]
  /** Commits whose images the registry holds at `to`, tagged or not. */
  readonly held: readonly string[]
  /** Tags given in the registry. */
  readonly imageTags: readonly { readonly at: number; readonly tag: string; readonly commit: string }[]
  /** Git tags created. */
  readonly gitTags: readonly { readonly at: number; readonly tag: string; readonly sha: string }[]
  readonly alarms: readonly { readonly at: number; readonly name: string; readonly state: string }[]
  /** Calls that change something in ECS, ELB or the registry, by operation. */
  readonly writes: readonly string[]
}
