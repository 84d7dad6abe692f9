import { openDockerArchive } from './docker-archive.ts'
import { saveFromEngine } from './docker-daemon.ts'
import { openArchive } from './layout-archive.ts'
import { openFolder } from './layout-folder.ts'
import type { Layout } from '../layout.ts'
import type { StoredSource } from './source.ts'
import { makeSpool, type Spool } from '../archive/spool.ts'

export interface OpenOptions {
  /** An existing folder: what an engine sends, and layers that are packed on the way, are kept in it until `close`. */
  readonly temp: string
  readonly signal: AbortSignal
}

/** The image of a source as an OCI layout; `close` removes what was kept on disk for it. */
export async function openLayout(source: StoredSource, { temp, signal }: OpenOptions): Promise<Layout> {
  if (source.transport === 'oci-layout') return withRef(await openFolder(source.path), source.ref)
  const spool = await makeSpool(temp)
  try {
    const layout = await open(source, spool, signal)
    return { ...layout, close: () => closeBoth(layout, spool) }
  } catch (error) {
    await spool.close()
    throw error
  }
}

async function open({ transport, path, ref }: StoredSource, spool: Spool, signal: AbortSignal): Promise<Layout> {
  const name = `${transport}:${path}`
  if (transport === 'oci-archive') return withRef(await openArchive(path, name, spool, signal), ref)
  if (transport === 'docker-archive') return openDockerArchive({ file: path, name, ref, spool, signal })
  const file = await saveFromEngine(path, spool.path('saved.tar'), signal)
  return openDockerArchive({ file, name, ref: undefined, spool, signal })
}

function withRef(layout: Layout, ref: string | undefined): Layout {
  return ref === undefined ? layout : { ...layout, ref }
}

async function closeBoth(layout: Layout, spool: Spool): Promise<void> {
  try {
    await layout.close()
  } finally {
    await spool.close()
  }
}
