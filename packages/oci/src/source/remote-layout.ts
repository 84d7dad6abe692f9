import { Failure } from '@slipway/outcome'
import type { OciErrorCode } from '../error.ts'
import type { Layout } from '../layout.ts'
import { memoryFile } from './memory-file.ts'

/** A manifest's exact bytes, as a registry gives them. */
export interface FetchedManifest {
  readonly mediaType: string
  readonly bytes: Buffer
}

/**
 * An image that is pushed already, as a layout of its manifests alone: for `readImage` and `imageParts`. Each manifest
 * is fetched once, when it is asked for; blobs are not there.
 */
export function remoteLayout(
  name: string,
  digest: string,
  fetch: (digest: string) => Promise<FetchedManifest | undefined>,
): Layout {
  const fetched = new Map<string, Promise<FetchedManifest | undefined>>()
  const manifest = (wanted: string): Promise<FetchedManifest | undefined> => {
    const known = fetched.get(wanted) ?? fetch(wanted)
    fetched.set(wanted, known)
    return known
  }
  return {
    name,
    async open(path) {
      if (path === 'index.json') return memoryFile(indexOf(digest, (await manifest(digest)) ?? missing(name, digest)))
      const [, hex] = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(path) ?? []
      const found = hex === undefined ? undefined : await manifest(`sha256:${hex}`)
      return found === undefined ? undefined : memoryFile(found.bytes)
    },
    close: async () => undefined,
  }
}

function indexOf(digest: string, { mediaType, bytes }: FetchedManifest): Buffer {
  const manifests = [{ mediaType, digest, size: bytes.length }]
  return Buffer.from(JSON.stringify({ schemaVersion: 2, manifests }))
}

function missing(name: string, digest: string): never {
  throw new Failure<OciErrorCode>('SOURCE_UNREADABLE', `${name}: there is no image ${digest}`, {
    remedy: 'push it first, or check repository and digest',
  })
}
