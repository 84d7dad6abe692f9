import { getBlob } from './blob-handlers.ts'
import { listReferrers, listTags } from './listing-handlers.ts'
import { getManifest, putManifest } from './manifest-handlers.ts'
import { cancelUpload, finishUpload, patchUpload, startUpload, uploadStatus } from './upload-handlers.ts'
import type { Handler } from './registry-call.ts'

const get = (operation: string, run: Handler['run']): Record<string, Handler> => ({
  GET: { operation: `Get${operation}`, run },
  HEAD: { operation: `Head${operation}`, run },
})

/** Path patterns within `/v2/`; the first group is the repository's name, the second the reference. */
const paths: readonly (readonly [RegExp, Readonly<Record<string, Handler>>])[] = [
  [/^(.+)\/blobs\/uploads\/?()$/, { POST: { operation: 'StartUpload', pushes: true, run: startUpload } }],
  [
    /^(.+)\/blobs\/uploads\/([^/]+)$/,
    {
      GET: { operation: 'GetUpload', run: uploadStatus },
      PATCH: { operation: 'PatchUpload', run: patchUpload },
      PUT: { operation: 'FinishUpload', run: finishUpload },
      DELETE: { operation: 'CancelUpload', run: cancelUpload },
    },
  ],
  [/^(.+)\/blobs\/([^/]+)$/, get('Blob', getBlob)],
  [
    /^(.+)\/manifests\/([^/]+)$/,
    { ...get('Manifest', getManifest), PUT: { operation: 'PutManifest', pushes: true, run: putManifest } },
  ],
  [/^(.+)\/tags\/list()$/, get('Tags', listTags)],
  [/^(.+)\/referrers\/([^/]+)$/, get('Referrers', listReferrers)],
]

/** Every operation of the registry, as the timeline names them. */
export const registryOperations: readonly string[] = [
  ...paths.flatMap(([, handlers]) => Object.values(handlers).map(({ operation }) => operation)),
  'GetCatalog',
  'Ping',
]

export interface Endpoint {
  readonly handler: Handler
  /** The repository's name. */
  readonly name: string
  readonly reference: string
}

/** The operation that a method and a path within `/v2/` ask for, if there is one. */
export function endpointOf(method: string, path: string): Endpoint | undefined {
  for (const [pattern, handlers] of paths) {
    const found = pattern.exec(path)
    if (found === null) continue
    const handler = handlers[method]
    if (handler === undefined) return undefined
    return { handler, name: found[1] ?? '', reference: decodeURIComponent(found[2] ?? '') }
  }
  return undefined
}
