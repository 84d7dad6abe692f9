import { createReadStream, createWriteStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Failure } from '@slipway/outcome'
import { compressionOf } from './compression.ts'
import type { OciErrorCode } from '../error.ts'
import type { LayoutFile } from '../layout.ts'
import { openToRead } from './open-to-read.ts'
import type { Spool } from './spool.ts'
import { indexTar, type TarEntry } from './tar-index.ts'
import { unreadPacking, type UnreadPacking } from './unread-packing.ts'
import { unzstd } from './unzstd.ts'

/** An archive whose files are read in place. */
export interface TarFile {
  file(path: string): LayoutFile | undefined
  close(): Promise<void>
}

/** Opens a tar archive; one that is packed by gzip or zstd is unpacked into the spool first, as a whole. */
export async function openTar(file: string, name: string, spool: Spool, signal: AbortSignal): Promise<TarFile> {
  const archive = await plainTar(file, name, spool, signal)
  try {
    const entries = await indexTar(archive, name)
    return { file: (path) => entryOf(archive, entries.get(path)), close: () => archive.close() }
  } catch (error) {
    await archive.close()
    throw error
  }
}

async function plainTar(file: string, name: string, spool: Spool, signal: AbortSignal): Promise<FileHandle> {
  const archive = await openForReading(file, name)
  const head = Buffer.alloc(8)
  await archive.read(head, 0, head.length, 0)
  const compression = compressionOf(head)
  const unread = unreadPacking(head)
  if (compression === 'none' && unread === undefined) return archive
  await archive.close()
  if (unread !== undefined) throw notRead(name, file, unread)
  const unpacked = spool.path('archive.tar')
  const unpack = compression === 'gzip' ? createGunzip() : unzstd
  await pipeline(createReadStream(file), unpack, createWriteStream(unpacked), { signal }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw new Failure<OciErrorCode>('SOURCE_UNREADABLE', `${name} cannot be unpacked by ${compression}`, {
      remedy: 'write the archive again: it is cut off or damaged',
      cause,
    })
  })
  return open(unpacked, 'r')
}

function notRead(name: string, file: string, { name: packing, unpack }: UnreadPacking): Failure<OciErrorCode> {
  return new Failure<OciErrorCode>('SOURCE_UNREADABLE', `${name} is compressed by ${packing}, which cannot be read`, {
    remedy: `unpack it first (${unpack} ${file}), or write it as a plain tar or one compressed by gzip or zstd`,
  })
}

function entryOf(archive: FileHandle, entry: TarEntry | undefined): LayoutFile | undefined {
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
  const archive = await openToRead(file).catch((cause: unknown) => {
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
