import type { Git } from '@slipway/git'
import type { ReleaseTag } from '@slipway/versioning'

/** Questions of a few milliseconds each, after which one walk over the history is cheaper. */
const patience = 25

/** The first of the candidates that a commit contains: asked from the highest version down, so that few are asked. */
export async function findBaseTag(
  git: Pick<Git, 'isAncestor' | 'tagsIn'>,
  head: string,
  candidates: readonly ReleaseTag[],
): Promise<ReleaseTag | undefined> {
  for (const candidate of candidates.slice(0, patience)) {
    if (await git.isAncestor(candidate.commit, head)) return candidate
  }
  const rest = candidates.slice(patience)
  if (rest.length === 0) return undefined
  const contained = await git.tagsIn(head)
  return rest.find(({ name }) => contained.has(name))
}
