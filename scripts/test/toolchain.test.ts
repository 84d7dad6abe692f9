import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..', '..')

interface Workspace {
  readonly nodeVersion?: string
  readonly catalog: Readonly<Record<string, string>>
}

it('pnpm judges the engines of packages by the Node that the workspace installs and runs them with', async () => {
  const { nodeVersion, catalog } = parse(await readFile(join(root, 'pnpm-workspace.yaml'), 'utf8')) as Workspace
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { engines: { node: string } }
  expect(nodeVersion).toBe(catalog['node'])
  expect(process.versions.node).toBe(nodeVersion)
  // What a newcomer starts pnpm with may be older.
  expect(engines.node).toBe('>=20')
})
