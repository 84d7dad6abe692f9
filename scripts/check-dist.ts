import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actionNames, bundle, compile } from './bundle.ts'

const root = join(import.meta.dirname, '..')

/** Every difference between two folders of files, one line each; empty when they hold the same bytes. */
export async function differences(committed: string, built: string): Promise<readonly string[]> {
  const [before, after] = await Promise.all([files(committed), files(built)])
  const names = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  return names.flatMap((name) => {
    const [old, fresh] = [before.get(name), after.get(name)]
    if (old === undefined) return [`${name} is missing`]
    if (fresh === undefined) return [`${name} is no longer built`]
    return old.equals(fresh) ? [] : [`${name} is older than its source`]
  })
}

async function files(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(names.map(async (name) => [name.slice(folder.length + 1), await readFile(name)] as const)),
  )
}

async function check(): Promise<readonly string[]> {
  const names = await actionNames()
  await compile(names)
  const folder = await mkdtemp(join(tmpdir(), 'dist-'))
  try {
    const found: string[] = []
    for (const name of names) {
      await bundle(name, join(folder, name))
      const lines = await differences(join(root, 'actions', name, 'dist'), join(folder, name))
      found.push(...lines.map((line) => `actions/${name}/dist/${line}`))
    }
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const found = await check()
  for (const line of found) console.error(line)
  if (found.length > 0) {
    console.error('fix it with: npx -y pnpm@12 bundle')
    process.exitCode = 1
  } else console.log('every dist is what its source builds')
}
