import { accessSync, constants, rmSync } from 'node:fs'
import { mkdtemp, realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * An environment in which git trusts these folders by a file: before 2.38 it does not look into its environment for
 * whom to trust (https://git-scm.com/docs/git-config, safe.directory). The user's own settings count as before. The file
 * is gone when this process has ended.
 */
export async function trustByFile(env: NodeJS.ProcessEnv, trusted: readonly string[]): Promise<NodeJS.ProcessEnv> {
  const folder = await realpath(await mkdtemp(join(env['RUNNER_TEMP'] || tmpdir(), 'slipway-trust-')))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const includes = ownFiles(env).map((path) => `[include]\n\tpath = ${quoted(path)}\n`)
  const trust = trusted.map((path) => `[safe]\n\tdirectory = ${quoted(path)}\n`)
  const file = join(folder, 'gitconfig')
  await writeFile(file, [...includes, ...trust].join(''))
  return { ...env, GIT_CONFIG_GLOBAL: file }
}

/** Those that git reads for a user, the later ones winning. One that may not be read would end git. */
function ownFiles({ GIT_CONFIG_GLOBAL: only, XDG_CONFIG_HOME, HOME = '' }: NodeJS.ProcessEnv): readonly string[] {
  const home = HOME === '' ? [] : [join(HOME, '.gitconfig')]
  const xdg = XDG_CONFIG_HOME || (HOME && join(HOME, '.config'))
  const usual = xdg ? [join(xdg, 'git', 'config'), ...home] : home
  return (only === undefined ? usual : [only])
    .filter((path) => path !== '' && isReadable(path))
    .map((path) => resolve(path))
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`
}
