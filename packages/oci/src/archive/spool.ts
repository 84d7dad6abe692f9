import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder of our own for what does not fit into memory. */
export interface Spool {
  /** A path that nothing else uses. */
  path(name: string): string
  /** Removes everything in it. */
  close(): Promise<void>
}

/** A spool in the existing folder `parent`. */
export async function makeSpool(parent: string): Promise<Spool> {
  const folder = await mkdtemp(join(parent, 'slipway-image-'))
  let count = 0
  return {
    path: (name) => join(folder, `${(count += 1)}-${name}`),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
