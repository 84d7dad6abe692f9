import { blobsThere, type AskThere } from './blobs-there.ts'
import { send, type Call } from './call.ts'
import { acceptedManifests, type Descriptor } from '../descriptor.ts'
import type { Answer, Body } from './exchange.ts'
import type { Manifest } from '../image.ts'
import type { LayoutFile } from '../layout.ts'
import { mountsFrom } from './mounts.ts'
import { Refusal, registryFailure } from './refusal.ts'
import { sendBlob } from './send-blob.ts'
import { openSession, type SessionOptions } from './session.ts'
import { isThere, newUpload, type BlobOutcome } from './upload.ts'

/** One repository of a registry, by digest only. Every member retries what may pass; what is thrown is a Failure. */
export interface Registry {
  hasManifest(digest: string): Promise<boolean>
  /** Which of these blobs need not be sent: one question for all, or one HEAD each. */
  blobsThere(digests: readonly string[]): Promise<ReadonlySet<string>>
  /** `buffer` is the memory to read through; it must not be shared with a transfer that runs at the same time. */
  putBlob(blob: Descriptor, file: LayoutFile, buffer: Uint8Array): Promise<BlobOutcome>
  putManifest(manifest: Manifest): Promise<void>
  close(): void
}

export interface RegistryOptions extends SessionOptions {
  /** Name without host. */
  readonly repository: string
  /** Milliseconds without a byte moving after which a connection is given up; 60 s by default. */
  readonly idle?: number
  /** Asks for many blobs at once, e.g. by BatchCheckLayerAvailability. Where it fails, they are asked for one by one. */
  readonly there?: AskThere
  /** Repositories of this registry that a missing blob may be mounted from, the likeliest first. */
  readonly mountFrom?: readonly string[]
}

/** The distribution API of a registry (https://github.com/opencontainers/distribution-spec/blob/main/spec.md). */
export function connectRegistry(options: RegistryOptions): Registry {
  const { repository, idle = 60_000, there, mountFrom = [], ...settings } = options
  const session = openSession(settings)
  const mounts = mountsFrom(mountFrom.filter((name) => name !== repository))
  const { signal } = settings

  function call(request: Call, body?: Body): Promise<Answer> {
    return session.run(request.what, (login, agent) => send({ login, agent, idle, signal }, request, body))
  }
  function hasBlob(digest: string): Promise<boolean> {
    return session.run(`looking for blob ${digest}`, (login, agent) =>
      isThere({ login, agent, idle, signal }, repository, digest),
    )
  }
  return {
    async hasManifest(digest) {
      const what = `looking for manifest ${digest}`
      const path = `/v2/${repository}/manifests/${digest}`
      const headers = { accept: acceptedManifests }
      const answer = await call({ what, method: 'HEAD', path, headers, good: [200, 404] })
      return answer.status === 200 && digestIn(answer, digest) === digest
    },
    blobsThere: (digests) => blobsThere(digests, hasBlob, there, settings),
    putBlob(blob, file, buffer) {
      const upload = newUpload(repository, blob, mounts, (sink) => sendBlob(blob, file, buffer, sink))
      return session.run(`pushing blob ${blob.digest}`, (login, agent) =>
        upload.attempt({ login, agent, idle, signal }),
      )
    },
    async putManifest({ descriptor: { digest, mediaType }, bytes }) {
      const what = `pushing manifest ${digest}`
      const path = `/v2/${repository}/manifests/${digest}`
      const headers = { 'content-type': mediaType, 'content-length': bytes.length }
      const answer = await call({ what, method: 'PUT', path, headers, good: [200, 201] }, (sink) => sink.write(bytes))
      const stored = digestIn(answer, digest)
      if (stored !== digest) throw registryFailure(new Refusal(`${what}, stored as ${stored}`, answer), what)
    },
    close: () => session.close(),
  }
}

/** The digest that the registry says the manifest has; not all say it. */
function digestIn({ headers }: Answer, digest: string): string {
  const said = headers['docker-content-digest']
  return typeof said === 'string' ? said : digest
}
