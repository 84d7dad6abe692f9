import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { ReadingGit } from './git.ts'

/** What a folder is worth as the history to rehearse. */
export type Given = UsableHistory | { readonly kind: 'unusable'; readonly why: string; readonly remedy: string }

export interface UsableHistory {
  readonly kind: 'usable'
  /** Where its repository is: above a subfolder, elsewhere for a worktree or a submodule. */
  readonly gitDir: string
  /** What people call it: the folder of the repository, without `.git`. */
  readonly name: string
  /** A clone with a filter, which lacks objects that its origin has. */
  readonly partial: boolean
}

/** Looks at a folder and changes nothing. Throws an Error for the user where there is no git to look with. */
export async function lookAt(folder: string, git: ReadingGit): Promise<Given> {
  const place = await stat(folder).catch(() => undefined)
  if (place === undefined) return unusable(`${folder} does not exist`, 'give the folder of a git repository')
  if (!place.isDirectory()) return unusable(`${folder} is a file`, 'give the folder of a git repository')
  try {
    const [gitDir = '', shallow] = (
      await git(folder, 'rev-parse', '--absolute-git-dir', '--is-shallow-repository')
    ).split('\n')
    if (shallow === 'true') return shallowClone(folder)
    const head = await git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}').catch(() => undefined)
    if (head === undefined) return await withoutHead(folder, git)
    return {
      kind: 'usable',
      gitDir,
      name: nameOf(await topOf(folder, gitDir, git)),
      partial: await isPartial(folder, git),
    }
  } catch (error) {
    return notRead(folder, error)
  }
}

const unusable = (why: string, remedy: string): Given => ({ kind: 'unusable', why, remedy })

function shallowClone(folder: string): Given {
  const why = `${folder} is a shallow clone, which hides the tags that versions start from`
  return unusable(why, `fetch the rest with: git -C ${shown(folder)} fetch --unshallow --tags`)
}

/** An empty repository, or a bare one whose HEAD names a branch that nobody ever pushed. */
async function withoutHead(folder: string, git: ReadingGit): Promise<Given> {
  const branches = await git(folder, 'for-each-ref', '--count=3', '--format=%(refname)', 'refs/heads')
  const [branch] = branches.split('\n')
  if (!branch) return unusable(`${folder} has no commits`, 'commit something first')
  const head = await git(folder, 'symbolic-ref', '--quiet', 'HEAD').catch(() => 'HEAD')
  const remedy = `set it with: git -C ${shown(folder)} symbolic-ref HEAD ${branch}`
  return unusable(`${folder} has no commits at its HEAD (${head}), only on other branches`, remedy)
}

function notRead(folder: string, error: unknown): Given {
  const words = error instanceof Error ? error.message : String(error)
  if (words.includes('ENOENT')) throw new Error('git is not on the PATH: install it', { cause: error })
  if (/not a git repository/i.test(words)) return unusable(`${folder} is no git repository`, 'give the folder of one')
  return unusable(`git cannot read ${folder}: ${words}`, 'see what git says about it')
}

async function isPartial(folder: string, git: ReadingGit): Promise<boolean> {
  const keys = String.raw`^(remote\..*\.(promisor|partialclonefilter)|extensions\.partialclone)$`
  return (await git(folder, 'config', '--get-regexp', keys).catch(() => '')) !== ''
}

/** A bare repository has no working tree; then it is the repository itself. */
async function topOf(folder: string, gitDir: string, git: ReadingGit): Promise<string> {
  const top = await git(folder, 'rev-parse', '--show-toplevel').catch(() => '')
  return top || (basename(gitDir) === '.git' ? dirname(gitDir) : gitDir)
}

function nameOf(path: string): string {
  return basename(path).replace(/(?<!\.git)(?:\.git)+$/i, '')
}

const shown = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`)
