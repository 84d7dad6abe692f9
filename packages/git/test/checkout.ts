import { readdirSync, rmSync, statSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { completeHistory, listRemoteTags, type CompletedHistory, type Git, type HistoryRequest } from '../src/index.ts'
import type { LoggedCommit } from '../src/index.ts'
import { cleanEnvironment, temporaryFolder, type Repository } from '@slipway/test-support/git/repository'

export const nobody = { serverUrl: 'https://github.com', token: undefined }

/** A checkout, and a folder for temporary things that has to be empty in the end. */
export class Checkout implements Disposable {
  readonly repository: Repository
  readonly temporary: string = temporaryFolder()
  readonly env: NodeJS.ProcessEnv

  constructor(repository: Repository, env: NodeJS.ProcessEnv = {}) {
    this.repository = repository
    this.env = { ...cleanEnvironment, RUNNER_TEMP: this.temporary, ...env }
  }

  get directory(): string {
    return this.repository.directory
  }

  /** The history of HEAD since the best of the remote's tags, unless told otherwise. */
  async complete(more: Partial<HistoryRequest> = {}): Promise<CompletedHistory> {
    const location = { directory: this.directory, access: nobody, env: this.env }
    const head = this.repository.git('rev-parse', 'HEAD')
    const listed = (more.candidates ?? more.all) ? [] : await listRemoteTags({ ...location, ...more })
    const candidates = listed
      .flatMap(({ name, commit }) => (commit === undefined ? [] : [{ name, commit }]))
      .toReversed()
    return completeHistory({ ...location, head, candidates, paths: false, ...more })
  }

  left(): readonly string[] {
    return readdirSync(this.temporary)
  }

  /** Bytes of everything fetched that is still here. */
  fetched(): number {
    return filesIn(this.temporary)
      .filter((path) => /objects.*(?:\.pack$|[0-9a-f]{38}$)/.test(path))
      .reduce((sum, path) => sum + statSync(path).size, 0)
  }

  [Symbol.dispose](): void {
    this.repository[Symbol.dispose]()
    rmSync(this.temporary, { recursive: true, force: true })
  }
}

export function filesIn(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** Every file with its bytes and its time. */
export function fingerprint(directory: string): readonly string[] {
  return filesIn(directory).map((path) => `${path} ${statSync(path).mtimeMs} ${readFileSync(path).toString('base64')}`)
}

export async function read(
  git: Git,
  from: readonly string[],
  to: string,
  options: { readonly paths?: boolean; readonly topological?: boolean } = {},
): Promise<LoggedCommit[]> {
  const found: LoggedCommit[] = []
  for await (const batch of git.commits({ from, to }, options)) found.push(...batch)
  return found
}
