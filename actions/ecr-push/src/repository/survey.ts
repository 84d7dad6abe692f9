import type { EcrRepository } from '@slipway/aws/ecr'
import { everyRight } from '@slipway/aws/every-right'
import { Failure } from '@slipway/outcome'
import { scanModeOf, type ScanMode } from '@slipway/scan-policy'
import type { PushErrorCode } from '../error.ts'
import { isRegistry, type PushInputs } from '../inputs.ts'
import type { TagState } from '../promotion/plan-promotion.ts'
import type { Ports } from '../ports.ts'
import type { RunContext } from '../run-context.ts'
import { otherRegistry } from './other-registry.ts'
import { hostOf, isEcrHost, isSameRegistry } from './registry-host.ts'
import { readOwnTags, readTags } from '../promotion/tag-states.ts'

/** What was found before anything of the image was written. */
export interface Survey {
  readonly repository: EcrRepository
  readonly mode: ScanMode
  /** Where each tag is, in the order of the input. */
  readonly tags: ReadonlyMap<string, TagState>
  /** Tags that the image has already, wanted or not. */
  readonly own: readonly string[]
}

/** Looks at everything that a release rests on, side by side. */
export async function surveyRepository(
  { inputs, ports: { ecr }, signal }: RunContext,
  repository: EcrRepository,
  digest: string | undefined,
): Promise<Survey> {
  const [mode, tags, own] = await everyRight([
    readMode(inputs, ecr, signal),
    readTags({ ecr, signal }, repository.name, inputs.tags),
    readOwnTags({ ecr, signal }, repository.name, digest),
  ])
  return { repository, mode, tags, own }
}

/** A repository that is made at the push has no tags, and how it is scanned shows only then. */
export function surveyOfNew({ tags }: PushInputs, repository: EcrRepository): Survey {
  return {
    repository,
    mode: { kind: 'basic', onPush: true },
    tags: new Map(tags.map((tag) => [tag, undefined])),
    own: [],
  }
}

export async function readMode(
  { scanner, repository }: PushInputs,
  ecr: Ports['ecr'],
  signal: AbortSignal,
): Promise<ScanMode> {
  return scanner === 'none' ? { kind: 'none' } : scanModeOf(await ecr.scanConfiguration(repository, signal))
}

/** Promoting in one registry what was pushed to another would give the tags to nothing, or to something else. */
export function refuseForeign({ source }: PushInputs, repository: EcrRepository): void {
  const host = hostOf(repository)
  if (!isRegistry(source) || source.host === undefined || isSameRegistry(source.host, host)) return
  if (!isEcrHost(source.host)) throw otherRegistry('source', source.host, source.repository)
  throw new Failure<PushErrorCode>(
    'REGISTRY_FOREIGN',
    `source is in registry ${source.host}, and these credentials are of ${host}`,
    { remedy: 'name an image of this registry, or take the role and the region of the other one' },
  )
}
