import type { ListedTag } from './git.ts'
import type { GitProcess } from './process.ts'

const format = '%(refname:lstrip=2)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)'

/** All tags at once. An annotation is followed to its commit, also through an annotation of an annotation. */
export async function listTags(git: GitProcess): Promise<readonly ListedTag[]> {
  const { stdout } = await git.run(['for-each-ref', `--format=${format}`, 'refs/tags'])
  const lines = stdout.split('\n').filter((line) => line !== '')
  const tags: ListedTag[] = []
  // One after the other: an annotation of an annotation costs a process, and there may be thousands.
  for (const line of lines) tags.push(await readTag(git, line.split('\0')))
  return tags
}

async function readTag(git: GitProcess, fields: readonly string[]): Promise<ListedTag> {
  const [name = '', type, sha, innerType, innerSha] = fields
  if (type === 'commit') return { name, commit: sha }
  if (innerType === 'commit') return { name, commit: innerSha }
  return { name, commit: innerType === 'tag' ? await peel(git, name) : undefined }
}

async function peel(git: GitProcess, name: string): Promise<string | undefined> {
  const { code, stdout } = await git.run(['rev-parse', '--verify', '--quiet', `refs/tags/${name}^{commit}`], {
    expected: [1, 128],
  })
  return code === 0 ? stdout.trim() : undefined
}
