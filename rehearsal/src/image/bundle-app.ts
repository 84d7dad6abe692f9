import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from '../programs.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const app = join(root, 'app')

/** What goes into the image's working directory, by name. */
export type AppFiles = ReadonlyMap<string, Buffer>

/** Bundles the service as its Dockerfile does, but entirely inside `folder`, so that rehearsals do not meet. */
export async function bundleApp(folder: string): Promise<AppFiles> {
  const [lib, out] = [join(folder, 'lib'), join(folder, 'out')]
  await mkdir(folder, { recursive: true })
  await copyFile(join(app, 'package.json'), join(folder, 'package.json'))
  await symlink(join(app, 'node_modules'), join(folder, 'node_modules'))
  await tool('tsc', ['-p', app, '--outDir', lib, '--tsBuildInfoFile', join(folder, 'tsbuildinfo')])
  const entry = join(lib, 'main.js')
  await tool('ncc', ['build', entry, '-o', out, '--license', 'licenses.txt', '--no-source-map-register', '-q'])
  await copyFile(join(lib, 'health-check.js'), join(out, 'health-check.js'))
  await writeFile(join(out, 'package.json'), '{"type":"module"}\n')
  const names = ['health-check.js', 'index.js', 'licenses.txt', 'package.json']
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(out, name))] as const)))
}

async function tool(name: string, args: readonly string[]): Promise<void> {
  await runProgram(join(root, 'node_modules', '.bin', name), args, { cwd: root })
}
