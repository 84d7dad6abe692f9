import type { Late } from '@slipway/local-cloud'
import { between, type Sample } from '../load/sample.ts'
import { begunWith } from './begun-with.ts'
import type { Build, Deployment, Evidence } from './evidence.ts'
import type { KnownDeployment } from './read-service.ts'
import { alarms, spreads, stages, stopped, tags, writes, type Events, type Window } from './timeline-facts.ts'

/** What was read and recorded, before it is put in the terms of releases. */
export interface Records {
  readonly events: Events
  readonly samples: readonly Sample[]
  /** When a request was due and not sent, epoch milliseconds. */
  readonly heldBack: readonly number[]
  readonly deployments: readonly KnownDeployment[]
  /** Digests of the images of running tasks. */
  readonly running: readonly string[]
  /** Digests of the images in the registry. */
  readonly held: readonly string[]
  readonly builds: readonly Build[]
  readonly productionRuleArn: string
  readonly testRuleArn: string
  /** How late the cloud was in the window. */
  readonly late: Late
}

/** Puts the records of one window of time into the terms of releases. */
export function collect(records: Records, window: Window, candidate: Build | undefined): Evidence {
  const { events, builds, deployments } = records
  const commitOfDigest = (digest: string): string => builds.find((build) => build.digest === digest)?.commit ?? digest
  const commitOfRevision = (arn: string): string =>
    commitOfDigest(deployments.find((one) => one.revisionArn === arn)?.digest ?? arn)
  // A target group belongs to the release that was last deployed to it.
  const commitOfGroup = (group: string, at: number): string =>
    commitOfDigest(deployments.findLast((one) => one.targetGroupArn === group && one.createdAt <= at)?.digest ?? group)
  const production = spreads(events, records.productionRuleArn, window, commitOfGroup)
  return {
    ...window,
    late: records.late,
    begunWith: begunWith(events, records.samples, window.from),
    before: [...(production[0]?.percent.keys() ?? [])].join(),
    candidate: candidate?.commit,
    samples: between(records.samples, window.from, window.to),
    heldBack: records.heldBack.filter((at) => at >= window.from && at < window.to).length,
    production,
    test: spreads(events, records.testRuleArn, window, commitOfGroup),
    deployments: deployments
      .filter((one) => one.createdAt >= window.from && one.createdAt <= window.to)
      .map((one) => deploymentOf(one, events, window, commitOfDigest)),
    stopped: stopped(events, window, commitOfRevision),
    running: records.running.map(commitOfDigest),
    held: records.held.map(commitOfDigest),
    ...tags(events, window, commitOfDigest),
    alarms: alarms(events, window),
    writes: writes(events, window),
  }
}

function deploymentOf(
  { arn, status, reason, digest, createdAt }: KnownDeployment,
  events: Events,
  window: Window,
  commitOf: (digest: string) => string,
): Deployment {
  const stays = stages(events, arn, window)
  return {
    arn,
    status,
    reason,
    commit: commitOf(digest),
    startedAt: createdAt,
    endedAt: stays.at(-1)?.to ?? createdAt,
    stages: stays,
  }
}
