import { acceptedManifests, type Descriptor } from './descriptor.ts'
import { exchange, type Answer, type Exchange, type Sink } from './exchange.ts'
import type { Manifest } from './image.ts'
import type { LayoutFile } from './layout.ts'
import { Refusal } from './refusal.ts'
import { sendBlob } from './send-blob.ts'
import { openSession, type RegistryLogin, type SessionOptions } from './session.ts'

/** One repository of a registry, by digest only. Every member retries what may pass; what is thrown is a Failure. */
export interface Registry {
  hasManifest(digest: string): Promise<boolean>
  hasBlob(digest: string): Promise<boolean>
  /** `buffer` is the memory to read through; it must not be shared with a transfer that runs at the same time. */
  putBlob(blob: Descriptor, file: LayoutFile, buffer: Uint8Array): Promise<void>
  putManifest(manifest: Manifest): Promise<void>
  close(): void
}

export interface RegistryOptions extends SessionOptions {
  /** Name without host. */
  readonly repository: string
  /** Milliseconds without a byte moving after which a connection is given up; 60 s by default. */
  readonly idle?: number
}

/** The distribution API of a registry (https://github.com/opencontainers/distribution-spec/blob/main/spec.md). */
export function connectRegistry({ repository, idle = 60_000, ...options }: RegistryOptions): Registry {
  const session = openSession(options)
  const base = `/v2/${repository}`

  function call(what: string, request: Call, body?: (sink: Sink) => Promise<void>): Promise<Answer> {
    return session.run(what, (login, agent) =>
      sendTo(login, { agent, idle, signal: options.signal }, what, request, body),
    )
  }
  return {
    async hasManifest(digest) {
      const request: Call = { method: 'HEAD', path: `${base}/manifests/${digest}`, good: [200, 404] }
      const answer = await call(`looking for manifest ${digest}`, {
        ...request,
        headers: { accept: acceptedManifests },
      })
      return answer.status === 200
    },
    async hasBlob(digest) {
      // A registry that keeps blobs elsewhere answers with a redirect to where the blob is.
      const request: Call = { method: 'HEAD', path: `${base}/blobs/${digest}`, good: [200, 307, 404] }
      return (await call(`looking for blob ${digest}`, request)).status !== 404
    },
    putBlob: (blob, file, buffer) =>
      session.run(`pushing blob ${blob.digest}`, async (login, agent) => {
        const connection = { agent, idle, signal: options.signal }
        await uploadBlob(login, connection, `${base}/blobs/uploads/`, blob, (sink) =>
          sendBlob(blob, file, buffer, sink),
        )
      }),
    async putManifest({ descriptor: { digest, mediaType }, bytes }) {
      const headers = { 'content-type': mediaType, 'content-length': bytes.length }
      const request: Call = { method: 'PUT', path: `${base}/manifests/${digest}`, headers, good: [200, 201] }
      await call(`pushing manifest ${digest}`, request, (sink) => sink.write(bytes))
    },
    close: () => session.close(),
  }
}

interface Call {
  readonly method: Exchange['method']
  /** Path, or an absolute URL that the registry itself gave. */
  readonly path: string
  readonly headers?: Exchange['headers']
  readonly good: readonly number[]
}

type Connection = Pick<Exchange, 'agent' | 'idle' | 'signal'>

/** POST and one PUT of the whole: ECR's endpoint breaks on chunked uploads. */
async function uploadBlob(
  login: RegistryLogin,
  connection: Connection,
  uploads: string,
  { digest, size }: Descriptor,
  body: (sink: Sink) => Promise<void>,
): Promise<void> {
  const what = `pushing blob ${digest}`
  const begin: Call = { method: 'POST', path: uploads, headers: { 'content-length': 0 }, good: [202] }
  const { headers, ...answer } = await sendTo(login, connection, what, begin)
  const location = headers.location
  if (location === undefined) throw new Refusal(`${what}: no upload location`, { headers, ...answer })
  const target = new URL(location, login.endpoint)
  target.searchParams.set('digest', digest)
  const sent = { 'content-type': 'application/octet-stream', 'content-length': size }
  await sendTo(login, connection, what, { method: 'PUT', path: target.href, headers: sent, good: [201] }, body)
}

/** The login goes to the registry's own origin and nowhere else. */
async function sendTo(
  { endpoint, token }: RegistryLogin,
  connection: Connection,
  what: string,
  { method, path, headers = {}, good }: Call,
  body?: (sink: Sink) => Promise<void>,
): Promise<Answer> {
  const url = new URL(path, endpoint)
  const authorization = url.origin === new URL(endpoint).origin ? { authorization: `Basic ${token}` } : {}
  const answer = await exchange({ method, url, headers: { ...headers, ...authorization }, ...connection }, body)
  if (!good.includes(answer.status)) throw new Refusal(what, answer)
  return answer
}
