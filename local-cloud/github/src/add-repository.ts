import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { GithubContext } from './context.ts'
import { git, tryGit } from './git.ts'
import { readRefs } from './refs.ts'
import { usualSettings } from './repository-settings.ts'
import type { Repository } from './state.ts'

/**
 * How GitHub's own repositories behave: partial clones and fetches by SHA are served, pushes are taken.
 * Nothing runs in the background.
 */
const settings: Readonly<Record<string, string>> = {
  'uploadpack.allowFilter': 'true',
  'uploadpack.allowAnySHA1InWant': 'true',
  'http.receivepack': 'true',
  'gc.auto': '0',
  'receive.autogc': 'false',
  'maintenance.auto': 'false',
  'core.logAllRefUpdates': 'false',
}

/** No name leads out of the folder, as `..` does; `.git` at the end is no part of a name. */
const fullNames = /^([a-z\d][\w-]*)\/(?!\.{1,2}$|.*\.git$)([\w.-]{1,100})$/i

/** Makes the bare repository behind `owner/repo`, a clone of `from` where given; returns its path. */
export async function addRepository(world: GithubContext, fullName: string, from?: string): Promise<string> {
  const [, owner, name] = fullNames.exec(fullName) ?? []
  if (owner === undefined || name === undefined) {
    throw new Error(`${JSON.stringify(fullName)} is not OWNER/REPO as GitHub names repositories`)
  }
  const { repositories } = world.github
  if (repositories.has(fullName.toLowerCase())) throw new Error(`the repository ${fullName} exists already`)
  const path = join(world.dataDir, 'git', owner, `${name}.git`)
  await mkdir(dirname(path), { recursive: true })
  await makeBare(path, from, world.stopping)
  for (const [key, value] of Object.entries(settings)) await git(path, ['config', key, value])
  const repository: Repository = {
    id: repositories.size + 1,
    owner,
    name,
    path,
    createdAt: world.clock.now(),
    settings: usualSettings,
    releases: [],
    latest: undefined,
    burned: new Set(),
    pulls: new Map(),
    comments: [],
    refs: await readRefs(path),
    busy: Promise.resolve(),
  }
  repositories.set(fullName.toLowerCase(), repository)
  return path
}

async function makeBare(path: string, from: string | undefined, stopping: AbortSignal): Promise<void> {
  const around = dirname(path)
  if (from === undefined) return void (await git(around, ['init', '--quiet', '--bare', '--initial-branch=main', path]))
  const source = /^[a-z+]+:\/\//.test(from) ? from : resolve(from)
  await cloneBare(source, path, stopping)
  await git(path, ['config', '--remove-section', 'remote.origin'])
  // A clone of a detached HEAD, as CI checks out, has no default branch of its own.
  const branch = await tryGit(path, ['symbolic-ref', '--quiet', 'HEAD'])
  if (branch === undefined) await git(path, ['symbolic-ref', 'HEAD', 'refs/heads/main'])
}

/**
 * The source may belong to another user, as in a container job. git takes settings in the environment away from the
 * upload-pack that it starts for a clone, but not a file of them. https://git-scm.com/docs/git-config, safe.directory
 */
async function cloneBare(source: string, path: string, stopping: AbortSignal): Promise<void> {
  const config = `${path}.gitconfig`
  await writeFile(config, '[safe]\n\tdirectory = *\n')
  try {
    const args = ['clone', '--quiet', '--bare', '--', source, path]
    await git(dirname(path), args, '', { GIT_CONFIG_GLOBAL: config }, stopping)
  } finally {
    await rm(config)
  }
}
