import { createHash } from 'node:crypto'
import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { clientOptions } from '@slipway/test-support/cloud/client-options'

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

/** A repository as any client of the distribution API sees it; the digests are computed from the bytes that come. */
export interface RegistryReader {
  /** Every tag with the digest of what it gives. */
  tags(repository: string): Promise<Readonly<Record<string, string>>>
  /** What refers to a digest, newest first as the registry lists it. */
  referrers(repository: string, digest: string): Promise<readonly Referrer[]>
  manifest(repository: string, reference: string): Promise<Record<string, unknown> | undefined>
  /** The bytes of a manifest, as text. */
  text(repository: string, reference: string): Promise<string>
  blob(repository: string, digest: string): Promise<Buffer>
  /** A password for other clients. */
  readonly password: string
}

export interface Referrer {
  readonly digest: string
  readonly artifactType?: string
  readonly annotations?: Readonly<Record<string, string>>
}

export async function registryReader(cloud: LocalCloud): Promise<RegistryReader> {
  const ecr = new ECRClient(clientOptions(cloud))
  /** A new one each time: a story may let all that were given out expire. */
  const login = async (): Promise<string> => {
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}))
    return authorizationData?.[0]?.authorizationToken ?? ''
  }
  const get = async (path: string): Promise<Response> => {
    const headers = { authorization: `Basic ${await login()}`, accept: manifestTypes }
    return fetch(`http://${cloud.registryHost}/v2/${path}`, { headers })
  }
  async function tags(repository: string): Promise<Record<string, string>> {
    const { tags: names } = (await (await get(`${repository}/tags/list`)).json()) as { tags?: readonly string[] | null }
    const found: Record<string, string> = {}
    for (const name of names ?? []) {
      const bytes = Buffer.from(await (await get(`${repository}/manifests/${name}`)).arrayBuffer())
      found[name] = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    }
    return found
  }
  return {
    tags,
    password: Buffer.from(await login(), 'base64')
      .toString()
      .slice('AWS:'.length),
    async referrers(repository, digest) {
      const answer = (await (await get(`${repository}/referrers/${digest}`)).json()) as { manifests?: Referrer[] }
      return answer.manifests ?? []
    },
    async manifest(repository, reference) {
      const answer = await get(`${repository}/manifests/${reference}`)
      return answer.status === 200 ? ((await answer.json()) as Record<string, unknown>) : undefined
    },
    text: async (repository, reference) => (await get(`${repository}/manifests/${reference}`)).text(),
    async blob(repository, digest) {
      return Buffer.from(await (await get(`${repository}/blobs/${digest}`)).arrayBuffer())
    },
  }
}
