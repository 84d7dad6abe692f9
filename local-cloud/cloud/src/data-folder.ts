import { mkdir, mkdtemp, readdir, rm, rmdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { keepFolder } from './folder-keeper.ts'

export interface DataFolder {
  readonly path: string
  /** Removes what is in a temporary folder; one that was given keeps what it has. */
  empty(): Promise<void>
  /** Removes a temporary folder; one that was given stays. */
  remove(): Promise<void>
}

/** Throws at once where nothing can be kept in the folder that is given. */
export async function dataFolder(given: string | undefined): Promise<DataFolder> {
  if (given !== undefined) {
    const path = resolve(given)
    try {
      await makeFolder(path)
      await rmdir(await mkdtemp(join(path, '.probe-')))
    } catch (error) {
      throw new Error(`nothing can be kept in ${path}: ${(error as Error).message}`, { cause: error })
    }
    return { path, empty: () => Promise.resolve(), remove: () => Promise.resolve() }
  }
  const path = await mkdtemp(join(tmpdir(), 'local-cloud-'))
  const keeper = keepFolder(path)
  return {
    path,
    async empty() {
      for (const name of await readdir(path)) await rm(join(path, name), { recursive: true, force: true })
    },
    async remove() {
      await rm(path, { recursive: true, force: true })
      await keeper.close()
    },
  }
}

/** As mkdir with `recursive`, which never ends in Node where a parent is there and takes no folder, as /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await mkdir(path)
  }
}
