import { execFile } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'

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
 * Bundles one compiled action into `out`: index.js, package.json and licenses.txt, unminified; and post.js where its
 * action.yml has one.
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
  if (await hasPost(action)) await writeFile(join(out, 'post.js'), post)
}

/** Main may be ended before it could leave word that it had begun; post must not take itself for main then. */
const post = `process.env['STATE_main-began'] ||= 'true'
await import('./index.js')
`

async function hasPost(action: string): Promise<boolean> {
  const { runs } = parse(await readFile(join(root, 'actions', action, 'action.yml'), 'utf8')) as {
    readonly runs: { readonly post?: string }
  }
  return runs.post === 'dist/post.js'
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
