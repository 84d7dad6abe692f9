import type { Registry } from '@slipway/oci'
import type { Memory } from './memory.ts'

/** The registry's own API over what is in memory. */
export function memoryRegistry(cloud: Memory, login: () => Promise<unknown>): Registry {
  return {
    hasManifest: async (digest) => cloud.manifests.has(digest),
    blobsThere: async (digests) => new Set(digests.filter((digest) => cloud.blobs.has(digest))),
    async putBlob({ digest, size }, file) {
      await login()
      cloud.write(`blob ${digest}`)
      cloud.repository ??= cloud.template
      const bytes = Buffer.alloc(size)
      await file.read(bytes, 0)
      cloud.blobs.set(digest, bytes)
      return 'pushed'
    },
    async putManifest({ descriptor: { digest, mediaType, size }, bytes, blobs }) {
      if (!blobs.every((blob) => cloud.blobs.has(blob.digest))) throw new Error('blobs are missing')
      const { subject, artifactType, annotations } = JSON.parse(bytes.toString()) as Artifact
      cloud.write(subject === undefined ? `manifest ${digest}` : `verdict ${digest}`)
      cloud.manifests.set(digest, { mediaType, bytes, pushedAt: cloud.now })
      if (subject === undefined) return
      const referrer = { digest, artifactType: artifactType ?? '', annotations: annotations ?? {}, size }
      cloud.referrers.push({ ...referrer, subject: subject.digest })
    },
    close: () => undefined,
  }
}

interface Artifact {
  readonly subject?: { readonly digest: string }
  readonly artifactType?: string
  readonly annotations?: Readonly<Record<string, string>>
}
