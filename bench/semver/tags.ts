import { data, fastImport } from './fast-import.ts'
import { git } from './git.ts'

export interface PlannedTag {
  readonly name: string
  readonly sha: string
  readonly annotated: boolean
}

export async function writeTags(directory: string, tags: readonly PlannedTag[]): Promise<void> {
  const run = fastImport(directory)
  for (const { name, sha, annotated } of tags) {
    const tag = `tag ${name}\nfrom ${sha}\ntagger Author <author@example.com> 1600000000 +0000\n${data(name)}`
    await run.write(annotated ? tag : `reset refs/tags/${name}\nfrom ${sha}\n\n`)
  }
  await run.end()
  git(directory, ['pack-refs', '--all'])
}

/** Shas along first parents, the oldest first. */
export function mainline(directory: string): readonly string[] {
  return git(directory, ['rev-list', '--first-parent', '--reverse', 'main']).split('\n')
}
