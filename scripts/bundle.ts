import { execFile } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

/** Names of the folders under actions/. */
export async function actionNames(): Promise<readonly string[]> {
  const entries = await readdir(join(root, 'actions'), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
}

/** Compiles actions and what they use with `tsc -b`; what ncc bundles is JavaScript (TypeScript 7 has no compiler API). */
export async function compile(actions: readonly string[]): Promise<void> {
  await tool('tsc', ['-b', ...actions.map((name) => `actions/${name}`)])
}

/**
 * Bundles one compiled action into `out`: index.js, package.json and licenses.txt, unminified.
 * The bytes depend on sources and the lock file only.
 */
export async function bundle(action: string, out: string = join(root, 'actions', action, 'dist')): Promise<void> {
  await rm(out, { recursive: true, force: true })
  const entry = join('actions', action, 'lib', 'main.js')
  await tool('ncc', [
    'build',
    entry,
    '-o',
    out,
    '--license',
    'licenses.txt',
    '--no-source-map-register',
    '--no-cache',
    '-q',
  ])
}

async function tool(name: string, args: readonly string[]): Promise<void> {
  try {
    await run(join(root, 'node_modules', '.bin', name), [...args], { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${name} ${args.join(' ')} failed\n${stdout}${stderr}`, { cause: error })
  }
}

async function main(wanted: readonly string[]): Promise<void> {
  const names = await actionNames()
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`no such action: ${unknown.join(', ')}; there are ${names.join(', ')}`)
  const chosen = wanted.length > 0 ? wanted : names
  await compile(chosen)
  for (const name of chosen) {
    await bundle(name)
    console.log(`bundled actions/${name}/dist`)
  }
}

if (import.meta.main) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
