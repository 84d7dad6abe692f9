import type { World } from '../world.ts'

/** Makes the bare repository behind `owner/repo`, a clone of `from` where given; returns its path. */
export function addRepository(_world: World, name: string, _from?: string): Promise<string> {
  return Promise.reject(new Error(`cannot add ${name}: GitHub is not built yet`))
}
