import { globSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { runProgram } from './programs.ts'

const root = join(import.meta.dirname, '..', '..')

/** A clone writes all files within seconds and in no order that means anything, in milliseconds. */
const sameTime = 10_000

/** Bundles every action from its source. */
export async function rebuild(): Promise<void> {
  const script = join(root, 'scripts', 'bundle.ts')
  await runProgram(process.execPath, ['--conditions=@slipway/source', script], { cwd: root })
}

/** Names of actions whose bundle is older than what it is built from. Throws when one is not there at all. */
export async function staleBundles(folder: string = root): Promise<readonly string[]> {
  const shared = await newest(join(folder, 'packages'))
  const checked = actionsIn(folder).map(async (action) => {
    const bundle = await stat(join(folder, 'actions', action, 'dist', 'index.js')).catch(() => undefined)
    if (bundle === undefined) throw new Error(`actions/${action}/dist is not there; run with --rebuild`)
    const source = Math.max(shared, await newest(join(folder, 'actions', action, 'src')))
    return source > bundle.mtimeMs + sameTime ? [action] : []
  })
  return (await Promise.all(checked)).flat()
}

/** Every folder below `actions` with an action.yml. */
function actionsIn(folder: string): readonly string[] {
  return globSync('actions/*/action.yml', { cwd: folder })
    .map((path) => basename(dirname(path)))
    .toSorted()
}

/** Rooms that no bundle has in it. */
const outside = /(^|\/)(node_modules|lib|test|local-cloud|workflow-runner)(\/|$)/

/** When the newest source in `folder` was written, epoch milliseconds. */
async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true })
  const times = entries.map(async (entry): Promise<number> => {
    const path = join(folder, entry.name)
    if (outside.test(entry.name)) return 0
    if (entry.isDirectory()) return newest(path)
    return entry.name.endsWith('.ts') ? (await stat(path)).mtimeMs : 0
  })
  return Math.max(0, ...(await Promise.all(times)))
}
