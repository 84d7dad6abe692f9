import { open, type FileHandle } from 'node:fs/promises'
import { Failure } from '@slipway/outcome'
import type { OciErrorCode } from './error.ts'
import type { Layout } from './layout.ts'
import { indexTar, type TarEntry } from './tar-index.ts'

/** The layout in a plain tar: indexed once, its files read in place. */
export async function openArchive(file: string): Promise<Layout> {
  const name = `oci-archive:${file}`
  const archive = await openForReading(file, name)
  try {
    const entries = await indexTar(archive, name)
    return { name, open: async (path) => entryOf(archive, entries.get(path)), close: () => archive.close() }
  } catch (error) {
    await archive.close()
    throw error
  }
}

function entryOf(archive: FileHandle, entry: TarEntry | undefined): Awaited<ReturnType<Layout['open']>> {
  if (entry === undefined) return undefined
  const { offset, size } = entry
  return {
    size,
    async read(buffer, position) {
      const length = Math.min(buffer.length, size - position)
      return length <= 0 ? 0 : (await archive.read(buffer, 0, length, offset + position)).bytesRead
    },
    close: async () => undefined,
  }
}

async function openForReading(file: string, name: string): Promise<FileHandle> {
  const archive = await open(file, 'r').catch((cause: unknown) => {
    throw new Failure<OciErrorCode>('SOURCE_UNREADABLE', `${name}: there is no readable file ${file}`, {
      remedy: 'set source to a file that an earlier step has written, relative to the workspace',
      cause,
    })
  })
  if ((await archive.stat()).isFile()) return archive
  await archive.close()
  throw new Failure<OciErrorCode>('SOURCE_UNREADABLE', `${name}: ${file} is no file`, {
    remedy: 'use oci-layout: for a folder',
  })
}
