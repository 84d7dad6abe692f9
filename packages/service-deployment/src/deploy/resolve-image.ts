import type { EcrTagsPort, TaggedImage } from '@slipway/aws/ecr-tags'
import { Failure } from '@slipway/outcome'
import type { DeployErrorCode } from './error.ts'

/** An image as the user wrote it, and the one thing that it means for this run. */
export interface ResolvedImage {
  readonly given: string
  /** `NAME@sha256:…`; the same as `given` where that is a digest. */
  readonly exact: string
  /** `sha256:…` */
  readonly digest: string
}

/** A digest is what it is; what a tag means is asked of ECR, once. Of other registries nothing is asked. */
export async function resolveImage(given: string, tags: EcrTagsPort): Promise<ResolvedImage> {
  const [, named] = /@(sha256:.+)$/s.exec(given) ?? []
  if (named !== undefined) return { given, exact: given, digest: named }
  const { name, ...image } = readTag(given)
  const meaning = await tags.meaningOf(image)
  if (meaning.kind === 'digest') return { given, exact: `${name}@${meaning.digest}`, digest: meaning.digest }
  throw meaning.kind === 'absent' ? notFound(given, image) : unresolved(given, name)
}

/** As docker reads a reference: the first part is a host when it looks like one, and no tag is `latest`. */
function readTag(given: string): TaggedImage & { readonly name: string } {
  const colon = given.indexOf(':', given.lastIndexOf('/') + 1)
  const name = colon < 0 ? given : given.slice(0, colon)
  const tag = colon < 0 ? 'latest' : given.slice(colon + 1)
  const [, host, repository] = /^([^/.:]*[.:][^/]*|localhost)\/(.+)$/.exec(name) ?? []
  return { name, host: host ?? 'docker.io', repository: repository ?? name, tag }
}

function notFound(given: string, { repository, tag }: TaggedImage): Failure<DeployErrorCode> {
  return new Failure('IMAGE_NOT_FOUND', `ECR has no image ${given}: no tag ${tag}, or no repository ${repository}`, {
    remedy: 'check the name, region and account, and push it before this step, e.g. with ecr-push',
  })
}

function unresolved(given: string, name: string): Failure<DeployErrorCode> {
  const message = `${given} is a tag of a registry that is not ECR, so that it cannot be told which image it means`
  return new Failure('IMAGE_UNRESOLVED', message, {
    remedy: `deploy it by digest: docker buildx imagetools inspect ${given} shows the digest, then set image to ${name}@sha256:…`,
  })
}
