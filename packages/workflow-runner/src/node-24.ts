import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { execPath, versions } from 'node:process'

/** A Node 24, as the runner brings one: this process's own, or the one among the dependencies. */
export function node24(): string {
  return versions.node.startsWith('24.') ? execPath : installedNode24()
}

/** The binary of the npm package `node`. */
export function installedNode24(): string {
  const manifest = createRequire(import.meta.url).resolve('node/package.json')
  return join(dirname(manifest), 'bin', 'node')
}
