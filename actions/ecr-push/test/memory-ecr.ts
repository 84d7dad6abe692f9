import type { EcrImage, EcrPort } from '@slipway/aws/ecr'
import { isImmutable } from '../src/promotion/tag-order.ts'
import { sha256, uri, type Memory } from './memory.ts'

/** ECR's API over what is in memory, as AWS documents it. */
export function memoryEcr(cloud: Memory): EcrPort {
  const imageOf = (digest: string | undefined): EcrImage | undefined => {
    const stored = cloud.manifests.get(digest ?? '')
    if (stored === undefined || digest === undefined) return undefined
    const tags = [...cloud.tags].flatMap(([tag, on]) => (on === digest ? [tag] : []))
    return { digest, tags, pushedAt: stored.pushedAt, mediaType: stored.mediaType }
  }
  return {
    async login() {
      cloud.call('GetAuthorizationToken')
      return { endpoint: 'https://registry', token: Buffer.from('AWS:hunter2').toString('base64') }
    },
    async repository() {
      cloud.call('DescribeRepositories')
      return cloud.repository
    },
    async createRepository({ name, tagMutability = 'MUTABLE', exclusionFilters = [] }) {
      cloud.write(`repository ${name}`)
      return (cloud.repository = { name, uri, tagMutability, exclusionFilters })
    },
    creationTemplate: async () => (cloud.template === undefined ? undefined : cloud.templatePrefix),
    async lifecyclePolicy() {
      cloud.call('GetLifecyclePolicy')
      return cloud.policy
    },
    async putLifecyclePolicy(_, policy) {
      cloud.write('policy')
      cloud.policy = policy
    },
    digestOf: async (_, tag) => cloud.tags.get(tag),
    async image(_, reference) {
      cloud.call('DescribeImages')
      return imageOf('tag' in reference ? cloud.tags.get(reference.tag) : reference.digest)
    },
    async manifest(_, digest) {
      cloud.call('BatchGetImage')
      return cloud.manifests.get(digest)
    },
    async blobsThere(_, digests) {
      cloud.call('BatchCheckLayerAvailability')
      return new Set(digests.filter((digest) => cloud.blobs.has(digest)))
    },
    async referrers(_, digest, artifactType) {
      cloud.call('ListImageReferrers')
      const all = cloud.referrers.filter(({ subject }) => subject === digest)
      return all.filter((one) => artifactType === undefined || one.artifactType === artifactType)
    },
    async untag(_, tag) {
      const image = imageOf(cloud.tags.get(tag))
      if (image === undefined) return 'not-there'
      if (image.tags.length === 1) return 'last-tag'
      cloud.write(`untag ${tag}`)
      cloud.tags.delete(tag)
      return 'untagged'
    },
    accountSetting: async () => undefined,
    async scanConfiguration() {
      cloud.call('GetRegistryScanningConfiguration')
      return cloud.scanning
    },
    async startScan(_, digest) {
      cloud.write(`scan ${digest}`)
      return cloud.start()
    },
    async scan(_, digest) {
      cloud.call('DescribeImageScanFindings')
      return cloud.scan(digest, cloud.now - cloud.startedAt)
    },
    async putImage({ tag, digest, manifest }) {
      cloud.call('PutImage')
      if (sha256(manifest) !== digest) throw new Error('other bytes')
      if (!cloud.manifests.has(digest)) throw new Error(`${digest} is not there`)
      if (cloud.tags.get(tag) === digest) return 'already-there'
      if (cloud.tags.has(tag) && cloud.repository !== undefined && isImmutable(cloud.repository, tag))
        return 'tag-taken'
      cloud.write(`tag ${tag} ${digest}`)
      cloud.tags.set(tag, digest)
      return 'tagged'
    },
  }
}
