import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { reportFiles } from './write-report.ts'

/** Where the report goes; `picture` is empty where none is wanted. */
export interface Places {
  readonly report: string
  readonly picture: string
}

/** Makes the folders of the report and tries its files, none of which it changes. Throws an Error for the user. */
export async function tryPlaces({ report, picture }: Places): Promise<void> {
  for (const name of reportFiles) await tryFile('report', join(report, name))
  if (picture !== '') await tryFile('picture', picture)
}

async function tryFile(option: string, path: string): Promise<void> {
  try {
    await makeFolder(dirname(path))
    await touch(path)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`--${option}: ${path} cannot be written: ${why}; give another place`, { cause: error })
  }
}

/** Opens a file for writing; one that was not there is not there afterwards either. */
async function touch(path: string): Promise<void> {
  const made = await open(path, 'ax').catch(existing)
  if (made === undefined) return (await open(path, 'r+')).close()
  await made.close()
  await rm(path)
}

function existing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
}

/** As mkdir with `recursive`, which never ends in Node where a parent is there and takes no folder, as /proc. */
async function makeFolder(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined)
  if (there?.isDirectory() === true) return
  if (there === undefined && dirname(path) !== path) await makeFolder(dirname(path))
  await mkdir(path)
}
