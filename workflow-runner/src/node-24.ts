import { dirname, join } from 'node:path'
import { execPath, versions } from 'node:process'
import { fileURLToPath } from 'node:url'

/** A Node 24, as the runner brings one: this process's own, or the one among the dependencies. */
export function node24(): string {
  return versions.node.startsWith('24.') ? execPath : installedNode24()
}

/** The binary of the npm package `node`. */
export function installedNode24(): string {
  return join(dirname(fileURLToPath(import.meta.resolve('node/package.json'))), 'bin', 'node')
}
