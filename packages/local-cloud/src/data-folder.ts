import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { keepFolder } from './folder-keeper.ts'

export interface DataFolder {
  readonly path: string
  /** Removes a temporary folder; one that was given stays. */
  remove(): Promise<void>
}

export async function dataFolder(given: string | undefined): Promise<DataFolder> {
  if (given !== undefined) {
    await mkdir(given, { recursive: true })
    return { path: resolve(given), remove: () => Promise.resolve() }
  }
  const path = await mkdtemp(join(tmpdir(), 'local-cloud-'))
  const keeper = keepFolder(path)
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true })
      await keeper.close()
    },
  }
}
