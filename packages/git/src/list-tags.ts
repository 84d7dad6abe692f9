import type { ListedTag } from './git.ts'
import type { GitProcess } from './process.ts'

/** Without what an annotation leads to: to read that of thousands takes git several times as long as the whole list. */
const format = '%(refname:lstrip=2)%00%(objecttype)%00%(objectname)'

/** All tags at once. Annotations are followed to their commits, also through an annotation of an annotation. */
export async function listTags(git: GitProcess): Promise<readonly ListedTag[]> {
  const { stdout } = await git.run(['for-each-ref', `--format=${format}`, 'refs/tags'])
  const lines = stdout.split('\n').filter((line) => line !== '')
  const listed = lines.map((line) => {
    const [name = '', type = '', sha = ''] = line.split('\0')
    return { name, type, sha }
  })
  const annotated = await peel(
    git,
    listed.filter(({ type }) => type === 'tag').map(({ sha }) => sha),
  )
  return listed.map(({ name, type, sha }) => ({ name, commit: type === 'commit' ? sha : annotated.get(sha) }))
}

/** The commits that annotations lead to; one that leads to something else is left out. */
async function peel(git: GitProcess, shas: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (shas.length === 0) return new Map()
  const input = shas.map((sha) => `${sha}^{commit}`)
  const { stdout } = await git.run(['cat-file', '--batch-check=%(objectname)'], { input })
  // What is no commit is repeated, and called missing or ambiguous.
  const answers = stdout.split('\n')
  return new Map(
    shas.flatMap((sha, index): [string, string][] => {
      const commit = answers[index] ?? ''
      return /^[0-9a-f]+$/.test(commit) ? [[sha, commit]] : []
    }),
  )
}
