import type { EcrPort, EcrRepository } from '@slipway/aws/ecr'
import { Failure } from '@slipway/outcome'
import { scanModeOf, type ScanMode } from '@slipway/scan-policy'
import type { PushInputs } from './inputs.ts'
import type { PushErrorCode } from './ports.ts'
import { isImmutable } from './tag-order.ts'

/** What was found before anything was written. */
export interface Ground {
  readonly repository: EcrRepository
  readonly mode: ScanMode
  /** Where each tag points to; `undefined` when it is free. */
  readonly tags: ReadonlyMap<string, string | undefined>
}

export async function preflight({ repository: name, tags }: PushInputs, ecr: EcrPort): Promise<Ground> {
  const repository = await ecr.repository(name)
  if (repository === undefined) {
    throw new Failure<PushErrorCode>(
      'REPOSITORY_MISSING',
      `there is no repository ${name} in this account and region`,
      {
        remedy: `create it (aws ecr create-repository --repository-name ${name}), or check account and region above`,
      },
    )
  }
  const mode = scanModeOf(await ecr.scanConfiguration(name))
  const digests = await Promise.all(tags.map(async (tag) => [tag, await ecr.digestOf(name, tag)] as const))
  return { repository, mode, tags: new Map(digests) }
}

/** The tags that are on `digest` already. */
export function tagsOn(digest: string, { tags }: Ground): readonly string[] {
  return [...tags].flatMap(([tag, taken]) => (taken === digest ? [tag] : []))
}

/** Tags that cannot be given to `digest`, because they are on another one and never move. */
export function conflicts({ repository, tags }: Ground, digest: string): readonly string[] {
  return [...tags].flatMap(([tag, taken]) => {
    const free = taken === undefined || taken === digest || !isImmutable(repository, tag)
    return free ? [] : [conflict(tag, taken, digest)]
  })
}

export function conflict(tag: string, taken: string | undefined, digest: string): string {
  return `tag ${tag} is immutable and on ${taken ?? 'another digest'}, not on ${digest}`
}
