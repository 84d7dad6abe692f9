import type { OwnRepository } from './own-repository.ts'
import { writeShallow } from './shallow.ts'

/**
 * The commits just below the ranges: parents that no range contains. Each of them is contained in every base.
 * A commit is compared with its parent, so a range is exact only with these; without them its first commit would look
 * like a root, which touches every path.
 */
export async function boundaryOf(
  { git }: OwnRepository,
  head: string,
  bases: readonly string[],
): Promise<readonly string[]> {
  const inside = new Set<string>()
  const parents = new Set<string>()
  for (const base of new Set(bases)) {
    const { stdout } = await git.run(['rev-list', '--parents', head, `^${base}`, '--'])
    for (const line of stdout.split('\n')) {
      const [sha = '', ...of] = line.split(' ')
      inside.add(sha)
      for (const parent of of) parents.add(parent)
    }
  }
  return [...parents].filter((parent) => !inside.has(parent))
}

/** `head` with its trees, down to the boundary and no further: an empty repository may say where it is cut. */
export async function fetchTrees(own: OwnRepository, head: string, boundary: readonly string[]): Promise<void> {
  await writeShallow(own, boundary)
  await own.fetch(['--filter=blob:none'], [head])
}
