import { join } from 'node:path'
import type { CloudContext } from '@slipway/local-cloud-frame/context'

/** Where a blob lies, whether it is there or not; the digest must have been checked by `isDigest`. */
export function blobPath(world: Pick<CloudContext, 'dataDir'>, digest: string): string {
  if (!isDigest(digest)) throw new TypeError(`not a digest: ${digest}`)
  return join(world.dataDir, 'registry', 'blobs', digest.slice('sha256:'.length))
}

export function uploadsFolder(world: Pick<CloudContext, 'dataDir'>): string {
  return join(world.dataDir, 'registry', 'uploads')
}

/** sha256 in lower-case hex, the one algorithm that ECR takes; safe as a file name. */
export function isDigest(text: string): boolean {
  return /^sha256:[a-f0-9]{64}$/.test(text)
}
