import { stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '@slipway/outcome'
import type { OciErrorCode } from '../error.ts'
import type { Layout, LayoutFile } from '../layout.ts'
import { openToRead } from '../archive/open-to-read.ts'

/** The layout in a folder. */
export async function openFolder(dir: string): Promise<Layout> {
  const name = `oci-layout:${dir}`
  const found = await stat(dir).catch(() => undefined)
  if (found?.isDirectory() !== true) {
    throw new Failure<OciErrorCode>('SOURCE_UNREADABLE', `${name}: there is no folder ${dir}`, {
      remedy: 'set source to a folder that an earlier step has written, relative to the workspace',
    })
  }
  return { name, open: (path) => openFile(join(dir, path)), close: async () => undefined }
}

/** A file on disk; `undefined` when there is none. */
export async function openFile(path: string): Promise<LayoutFile | undefined> {
  let handle: FileHandle
  try {
    handle = await openToRead(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new Failure<OciErrorCode>('SOURCE_UNREADABLE', `${path} cannot be read`, {
      remedy: 'let the user of this job read every file of the layout',
      cause: error,
    })
  }
  const found = await handle.stat()
  if (!found.isFile()) {
    await handle.close()
    return undefined
  }
  return {
    size: found.size,
    read: async (buffer, position) => (await handle.read(buffer, 0, buffer.length, position)).bytesRead,
    close: () => handle.close(),
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
