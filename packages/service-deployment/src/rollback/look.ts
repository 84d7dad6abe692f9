import type { EcsPort, EcsService } from '@slipway/aws/ecs'
import { newestFirst, phaseOf, provenRevisions, servingRevision, underWay, type PastDeployment } from '@slipway/rollout'
import { asReleases, type Release } from './release.ts'
import { standing, type Standing } from './standing.ts'

/** What a plan is made from. */
export interface Seen extends Standing {
  readonly moving: PastDeployment | undefined
  /** What is under way brings, or else what is served. */
  readonly current: Release | undefined
  readonly serving: Release | undefined
  /** The service got to `serving` by a deployment or a rollback that succeeded. */
  readonly settled: boolean
  /** The newest deployment that ended, and its release, where ECS rolled it back. */
  readonly rolledBack: { readonly arn: string; readonly release: Release | undefined } | undefined
  /** All revisions that were looked at, newest first. */
  readonly known: readonly Release[]
  /** What a SUCCESSFUL deployment made, newest first. */
  readonly proven: readonly Release[]
  /** The revision that `to` names. */
  readonly named: Release | undefined
}

/** The newest deployments, and the newest SUCCESSFUL ones, whose service revisions are looked at. */
const looksBack = { all: 20, proven: 100 } as const

/** Reads the revisions of a service's deployments, newest first, and the one that the input `to` names. */
export async function look(
  ecs: EcsPort,
  service: EcsService,
  history: readonly PastDeployment[],
  to: string,
): Promise<Seen> {
  const newest = newestFirst(history)
  const moving = underWay(history)
  const serving = servingRevision(history)
  const provenArns = provenRevisions(history).slice(0, looksBack.proven)
  const recent = newest.slice(0, looksBack.all).map(({ targetRevisionArn }) => targetRevisionArn)
  const named = isRevisionOf(service.arn, to) ? to : ''
  const wanted = [moving?.targetRevisionArn, serving?.revisionArn, ...recent, ...provenArns, named]
  const arns = [...new Set(wanted.filter((arn) => arn !== undefined && arn !== ''))] as readonly string[]
  const releases = await asReleases(ecs, await ecs.describeServiceRevisions(arns))
  const byArn = new Map(releases.map((release) => [release.arn, release]))
  const proven = provenArns.flatMap((arn) => byArn.get(arn) ?? [])
  return {
    ...standing(proven.toReversed()),
    moving,
    current: byArn.get(moving?.targetRevisionArn ?? serving?.revisionArn ?? ''),
    serving: byArn.get(serving?.revisionArn ?? ''),
    settled: serving?.settled ?? false,
    rolledBack: rolledBack(newest, byArn),
    known: newest.flatMap(({ targetRevisionArn }) => byArn.get(targetRevisionArn) ?? []),
    proven,
    named: byArn.get(named),
  }
}

function rolledBack(newest: readonly PastDeployment[], byArn: ReadonlyMap<string, Release>): Seen['rolledBack'] {
  const ended = newest.find(({ status }) => phaseOf(status) === 'over')
  if (ended?.status !== 'ROLLBACK_SUCCESSFUL') return undefined
  return { arn: ended.arn, release: byArn.get(ended.targetRevisionArn) }
}

/** `arn:…:service/CLUSTER/SERVICE` and `arn:…:service-revision/CLUSTER/SERVICE/ID`. */
function isRevisionOf(serviceArn: string, to: string): boolean {
  return to.startsWith(`${serviceArn.replace(':service/', ':service-revision/')}/`)
}
