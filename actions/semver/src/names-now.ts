import type { Tag } from '@slipway/versioning'
import type { Known } from './plan-series.ts'
import type { GitHub } from './ports.ts'

/** Both lists; where they differ, the newer one is right. */
export function together(older: readonly Tag[], newer: readonly Tag[]): readonly Tag[] {
  return [...new Map([...older, ...newer].map((tag) => [tag.name, tag])).values()]
}

/** The tags of a series as they are on GitHub at this moment: some may have come, some been taken back. */
export async function namesNow(known: Known, prefix: string, tags: Pick<GitHub['tags'], 'list'>): Promise<Known> {
  const isOurs = ({ name }: Tag): boolean => name.startsWith(prefix)
  const now = together(known.local.filter(isOurs), await tags.list(prefix, known.tags))
  return { ...known, tags: [...known.tags.filter((tag) => !isOurs(tag)), ...now] }
}

/** What is among the newer tags and not among the older. */
export function addedTags(older: readonly Tag[], newer: readonly Tag[]): readonly Tag[] {
  const had = new Map(older.map(({ name, commit }) => [name, commit]))
  return newer.filter(({ name, commit }) => !had.has(name) || had.get(name) !== commit)
}
