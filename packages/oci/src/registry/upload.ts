import type { Descriptor } from '../descriptor.ts'
import { send, type Call, type Line } from './call.ts'
import type { Answer, Body } from './exchange.ts'
import type { Mounts } from './mounts.ts'
import { Refusal } from './refusal.ts'

/** One blob on its way to one repository, over all its attempts. */
export interface Upload {
  /** Does what is still to be done; called again, it begins from zero. */
  attempt(line: Line): Promise<BlobOutcome>
}

/** How a blob came to be in the repository. */
export type BlobOutcome = 'pushed' | 'mounted'

/** Bytes that a registry is trusted to put away in a second, once it has all of them. */
const storedPerSecond = 20_000_000

/** POST and one PUT of the whole: ECR's endpoint breaks on chunked uploads. */
export function newUpload(repository: string, { digest, size }: Descriptor, mounts: Mounts, body: Body): Upload {
  const what = `pushing blob ${digest}`
  let wholeSent = false

  async function put(line: Line, begun: Answer): Promise<BlobOutcome> {
    const target = placeOf(begun, new URL(uploadsOf(repository), line.login.endpoint), what)
    target.search += `${target.search === '' ? '' : '&'}digest=${encodeURIComponent(digest)}`
    const headers = { 'content-type': 'application/octet-stream', 'content-length': size }
    const call: Call = { what, method: 'PUT', path: target.href, headers, good: [201] }
    const patience = line.idle + Math.ceil((size / storedPerSecond) * 1000)
    await send({ ...line, patience }, call, async (sink) => {
      await body(sink)
      wholeSent = !sink.answered
    })
    return 'pushed'
  }
  return {
    async attempt(line) {
      // The answer to the last attempt may have been lost after the registry had everything.
      if (wholeSent && (await isThere(line, repository, digest))) return 'pushed'
      wholeSent = false
      const begun = await begin(line, what, repository, digest, mounts)
      return begun.status === 201 ? 'mounted' : put(line, begun)
    },
  }
}

function uploadsOf(repository: string): string {
  return `/v2/${repository}/blobs/uploads/`
}

/** Relative to what was asked, and byte for byte: its query is the registry's own, and may be signed. */
function placeOf(begun: Answer, asked: URL, what: string): URL {
  const { location } = begun.headers
  if (location === undefined) throw new Refusal(`${what}: no upload location`, begun)
  const target = URL.parse(location, asked.href)
  if (target?.protocol === asked.protocol) return target
  throw new Refusal(`${what}: the upload location ${location.replace(/[?#].*$/s, '')} cannot be used`, begun)
}

/** Whether the repository has the blob. A registry that keeps blobs elsewhere answers with a redirect to there. */
export async function isThere(line: Line, repository: string, digest: string): Promise<boolean> {
  const call: Call = {
    what: `looking for blob ${digest}`,
    method: 'HEAD',
    path: `/v2/${repository}/blobs/${digest}`,
    good: [200, 307, 404],
  }
  return (await send(line, call)).status !== 404
}

/**
 * 202 with an upload, or 201 when the blob was mounted from another repository. A mount that is not granted is a 202
 * too, so the one POST serves in both cases.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#mounting-a-blob-from-another-repository
 */
async function begin(line: Line, what: string, repository: string, digest: string, mounts: Mounts): Promise<Answer> {
  const path = uploadsOf(repository)
  const call: Call = { what, method: 'POST', path, headers: { 'content-length': 0 }, good: [202] }
  const from = await mounts.sourceOf(digest, line)
  if (from === undefined) return send(line, call)
  const query = new URLSearchParams({ mount: digest, from }).toString()
  try {
    return await send(line, { ...call, path: `${path}?${query}`, good: [201, 202] })
  } catch (error) {
    if (!mounts.isRefusal(error)) throw error
    const begun = await send(line, call)
    mounts.drop(from)
    return begun
  }
}
