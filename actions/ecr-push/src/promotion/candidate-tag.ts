import type { EcrRepository } from '@slipway/aws/ecr'
import { Failure } from '@slipway/outcome'
import type { Manifest } from '@slipway/oci'
import type { PushErrorCode } from '../error.ts'
import type { Ports } from '../ports.ts'

/** What holds a candidate while it is gated: of its digest alone, so that a re-run finds the one of a run that was killed. */
export function candidateTag(digest: string): string {
  return `candidate-${digest.slice('sha256:'.length, 'sha256:'.length + 16)}`
}

/** Gives the candidate its tag, so that what scans tagged images only sees it. */
export async function stage(
  { descriptor: { digest, mediaType }, bytes }: Manifest,
  { name: repository }: EcrRepository,
  { ecr, log }: Pick<Ports, 'ecr' | 'log'>,
): Promise<string> {
  const tag = candidateTag(digest)
  const outcome = await ecr.putImage({ repository, tag, digest, mediaType, manifest: bytes.toString() })
  if (outcome === 'tag-taken') refuseTaken(await ecr.image(repository, { tag }), tag, digest)
  log.info(`the candidate has the tag ${tag}`)
  return tag
}

function refuseTaken(image: { readonly digest: string } | undefined, tag: string, digest: string): void {
  const taken = image?.digest
  if (taken === digest) return
  throw new Failure<PushErrorCode>('TAG_MOVED', `tag ${tag} is on ${taken ?? 'nothing'}, not on ${digest}`, {
    remedy: `delete the tag ${tag}: nothing but this action gives tags of this form`,
  })
}

/**
 * Takes the candidate's tag away, and never the image: ECR deletes an image together with its last tag, and others may
 * use it by its digest. A note where the tag had to stay.
 */
export async function unstage(
  tag: string,
  { name: repository }: EcrRepository,
  { ecr, log }: Pick<Ports, 'ecr' | 'log'>,
): Promise<string | undefined> {
  const outcome = await ecr.untag(repository, tag)
  switch (outcome) {
    case 'untagged':
      log.info(`took ${tag} away`)
      return undefined
    case 'not-there':
      return undefined
    case 'last-tag':
      return `tag ${tag} stays: it is the image's only tag, and ECR would delete the image with it; let a lifecycle rule expire candidate-*`
    case 'referenced':
      return `tag ${tag} stays: ECR does not delete it while an index refers to the image`
  }
}
