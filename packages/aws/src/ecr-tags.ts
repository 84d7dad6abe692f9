import { ECRClient } from '@aws-sdk/client-ecr'
import { awsClientOptions } from './client.ts'
import { registryAt } from './ecr-host.ts'
import { findImage } from './ecr-image.ts'
import { findRepository } from './ecr-repository.ts'

export interface TaggedImage {
  /** e.g. `123456789012.dkr.ecr.eu-west-1.amazonaws.com` */
  readonly host: string
  /** e.g. `shop/app` */
  readonly repository: string
  readonly tag: string
}

/** What a tag means now. */
export type TagMeaning =
  | { readonly kind: 'digest'; readonly digest: string }
  /** ECR has no such image, or no such repository. */
  | { readonly kind: 'absent' }
  /** The registry is none of ECR's that could be asked. */
  | { readonly kind: 'elsewhere' }

export interface EcrTagsPort {
  meaningOf(image: TaggedImage): Promise<TagMeaning>
}

/** Asks the registry that the host names, also one of another account or region. */
export function createEcrTags(): EcrTagsPort {
  return {
    async meaningOf({ host, repository, tag }) {
      const registry = registryAt(host)
      const options = awsClientOptions()
      const client = new ECRClient(registry === undefined ? options : { ...options, region: registry.region })
      if (registry === undefined && !(await isOwn(client, host, repository))) return { kind: 'elsewhere' }
      const account = registry === undefined ? {} : { registryId: registry.account }
      const image = await findImage(client, repository, { tag, ...account })
      return image === undefined ? { kind: 'absent' } : { kind: 'digest', digest: image.digest }
    },
  }
}

/** Behind an endpoint of one's own ECR has a host with a port, and says so itself in the URI of a repository. */
async function isOwn(client: ECRClient, host: string, repository: string): Promise<boolean> {
  if (!/:\d+$/.test(host)) return false
  return (await findRepository(client, repository))?.uri === `${host}/${repository}`
}
