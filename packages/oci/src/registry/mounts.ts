import { send, type Call, type Line } from './call.ts'
import { isTransient, Refusal } from './refusal.ts'

/** Repositories of the same registry that a blob may be taken over from, instead of being sent. */
export interface Mounts {
  /** Where to mount the blob from; `undefined` when nowhere. */
  sourceOf(digest: string, line: Line): Promise<string | undefined>
  /** Whether a POST failed because it named a repository to mount from; if it did for the login, the next one does too. */
  isRefusal(error: unknown): boolean
  /** Nothing is mounted from this repository any more. */
  drop(repository: string): void
}

/**
 * With one repository the POST itself is the question. With several, all but the last are asked first whether they
 * have the blob: a POST that is answered 202 has opened an upload, and should be the one that is used.
 */
export function mountsFrom(repositories: readonly string[]): Mounts {
  const left = new Set(repositories)
  return {
    async sourceOf(digest, line) {
      const candidates = [...left]
      const last = candidates.pop()
      for (const candidate of candidates) if (await has(line, candidate, digest)) return candidate
      return last
    },
    isRefusal: (error) => error instanceof Refusal && error.status < 500 && !isTransient(error),
    drop: (repository) => void left.delete(repository),
  }
}

/** A repository that may not be read, or is not there, has nothing to mount. */
async function has(line: Line, repository: string, digest: string): Promise<boolean> {
  const call: Call = {
    what: `looking for blob ${digest} in ${repository}`,
    method: 'HEAD',
    path: `/v2/${repository}/blobs/${digest}`,
    good: [200, 307, 400, 401, 403, 404],
  }
  return (await send(line, call)).status < 400
}
