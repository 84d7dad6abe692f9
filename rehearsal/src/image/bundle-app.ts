import { execFile } from 'node:child_process'
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..', '..')
const app = join(root, 'app')

/** What goes into the image's working directory, by name. */
export type AppFiles = ReadonlyMap<string, Buffer>

/** Bundles the service as its Dockerfile does, but entirely inside `folder`, so that rehearsals do not meet. */
export async function bundleApp(folder: string, signal?: AbortSignal): Promise<AppFiles> {
  const [lib, out] = [join(folder, 'lib'), join(folder, 'out')]
  await mkdir(folder, { recursive: true })
  await copyFile(join(app, 'package.json'), join(folder, 'package.json'))
  await symlink(join(app, 'node_modules'), join(folder, 'node_modules'))
  await tool('tsc', ['-p', app, '--outDir', lib, '--tsBuildInfoFile', join(folder, 'tsbuildinfo')], signal)
  const entry = join(lib, 'main.js')
  await tool('ncc', ['build', entry, '-o', out, '--license', 'licenses.txt', '--no-source-map-register', '-q'], signal)
  await copyFile(join(lib, 'health-check.js'), join(out, 'health-check.js'))
  await writeFile(join(out, 'package.json'), '{"type":"module"}\n')
  const names = ['health-check.js', 'index.js', 'licenses.txt', 'package.json']
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(out, name))] as const)))
}

async function tool(name: string, args: readonly string[], signal?: AbortSignal): Promise<void> {
  try {
    const until = signal === undefined ? {} : { signal }
    await run(join(root, 'node_modules', '.bin', name), args, { cwd: root, maxBuffer: 64 * 1024 * 1024, ...until })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${name} ${args.join(' ')} failed: ${stdout}${stderr}`, { cause: error })
  }
}
