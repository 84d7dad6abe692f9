import type { Layout } from '../layout.ts'
import type { Spool } from '../archive/spool.ts'
import { openTar } from '../archive/tar-file.ts'

/** The layout in an archive. */
export async function openArchive(file: string, name: string, spool: Spool, signal: AbortSignal): Promise<Layout> {
  const tar = await openTar(file, name, spool, signal)
  return { name, open: async (path) => tar.file(path), close: () => tar.close() }
}
