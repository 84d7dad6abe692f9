import { isStable, type Version } from '@slipway/versioning'
import { highest } from './highest-release.ts'
import type { GitHub } from '../ports.ts'
import type { Publication } from './publish-release.ts'
import type { FloatingTag } from '../result.ts'

/** Others may release at the same time: as long as they do, the highest is looked up again. */
const rounds = 10

/**
 * Puts `v1` and `v1.2` on the highest release of theirs; none for a pre-release. No release is attached to them, so that
 * they may move. The one who moves them last has looked after that: an older run never has the last word.
 */
export async function moveFloatingTags(
  { prefix, tag, commit, version }: Omit<Publication, 'notes' | 'mayBeLatest'>,
  { tags }: Pick<GitHub, 'tags'>,
): Promise<readonly FloatingTag[]> {
  if (!isStable(version)) return []
  const moved: FloatingTag[] = []
  for (const name of [`${version.major}`, `${version.major}.${version.minor}`]) {
    const state = await floatToHighest({ prefix, name, own: { tag, commit, version } }, tags)
    if (state !== undefined) moved.push({ tag: `${prefix}${name}`, state })
  }
  return moved
}

interface Floating {
  readonly prefix: string
  readonly name: string
  readonly own: { readonly tag: string; readonly commit: string; readonly version: Version }
}

/** `undefined`: another release is the highest, and has the floating tag. */
async function floatToHighest(
  { prefix, name, own }: Floating,
  tags: GitHub['tags'],
): Promise<FloatingTag['state'] | undefined> {
  let state: FloatingTag['state'] = 'unchanged'
  let target = await highest(tags, prefix, `${prefix}${name}.`, own.version, own.commit)
  for (let round = 1; round <= rounds; round++) {
    const now = await tags.float(`${prefix}${name}`, target.commit)
    if (now !== 'unchanged') state = now
    const next = await highest(tags, prefix, `${prefix}${name}.`, own.version, own.commit)
    if (next.tag === target.tag) break
    target = next
  }
  return target.tag === own.tag ? state : undefined
}
