import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalCloud } from '@slipway/local-cloud'

const dist = join(import.meta.dirname, '..', '..', 'actions', 'ecr-push', 'dist')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly log: string
  /** Every file that it left in its temporary folder, with its content. */
  readonly files: Readonly<Record<string, string>>
}

export interface StartOptions {
  readonly inputs: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** `index.js`, which is main, or `post.js`. */
  readonly program?: 'index.js' | 'post.js'
  /** Called with the process as soon as it is there. */
  readonly started?: (child: ChildProcess) => void
}

/** The bundle as a process of its own, with nothing between it and the cloud. */
export async function runProcess(
  cloud: LocalCloud,
  { inputs, env = {}, program = 'index.js', started }: StartOptions,
): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'ecr-push-run-'))
  try {
    const files = { GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary', GITHUB_STATE: 'state', GITHUB_ENV: 'env' }
    const commands: Record<string, string> = {}
    for (const [name, file] of Object.entries(files)) {
      commands[name] = join(folder, file)
      await writeFile(join(folder, file), '')
    }
    const given = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    )
    const home = { HOME: folder, RUNNER_TEMP: folder, GITHUB_WORKSPACE: folder, PATH: process.env['PATH'] }
    const child = spawn(process.execPath, [join(dist, program)], {
      cwd: folder,
      env: { ...cloud.env, ...home, ...commands, ...given, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started?.(child)
    const log: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void log.push(chunk))
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    return {
      code,
      signal,
      outputs: outputsOf(await readFile(join(folder, 'output'), 'utf8')),
      summary: await readFile(join(folder, 'summary'), 'utf8'),
      log: Buffer.concat(log).toString(),
      files: await contents(folder),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** `NAME<<DELIMITER`, the value's lines, `DELIMITER`. */
function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  for (const [, name = '', , value = ''] of text.matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)) outputs[name] = value
  return outputs
}

async function contents(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) files[path] = await readFile(path, 'latin1')
  }
  return files
}
