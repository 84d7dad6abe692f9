import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPackages } from './imports.ts'

interface Config {
  readonly references?: readonly { readonly path: string }[]
  readonly include?: readonly string[]
}

/** What `check:types` would pass by: folders with a package.json and sources that no configuration of it names. */
export function uncheckedFolders(root: string): readonly string[] {
  const referenced = new Set((configIn(root, 'tsconfig.json').references ?? []).map(({ path }) => path))
  const included = new Set(configIn(root, 'tsconfig.tests.json').include ?? [])
  return [...readPackages(root).values()]
    .map(({ folder }) => folder)
    .toSorted()
    .flatMap((folder) => {
      if (included.has(folder) || included.has(`${folder}/src`)) return []
      if (!existsSync(join(root, folder, 'src')))
        return [`${folder} has no src, and tsconfig.tests.json does not include it`]
      if (!existsSync(join(root, folder, 'tsconfig.json'))) return [`${folder} has no tsconfig.json`]
      return referenced.has(folder) ? [] : [`${folder} is not among the references of tsconfig.json`]
    })
}

function configIn(root: string, name: string): Config {
  return JSON.parse(readFileSync(join(root, name), 'utf8')) as Config
}

if (import.meta.main) {
  const unchecked = uncheckedFolders(join(import.meta.dirname, '..'))
  for (const line of unchecked) console.error(`not type-checked: ${line}`)
  if (unchecked.length > 0) process.exitCode = 1
}
