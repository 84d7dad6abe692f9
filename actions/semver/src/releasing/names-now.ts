import type { Tag } from '@slipway/versioning'
import type { NamesNow } from '../planning/planned-series.ts'
import type { GitHub } from '../ports.ts'

/** The tags of a series as they are on GitHub at this moment: some may have come, some been taken back. */
export async function namesNow(known: NamesNow, prefix: string, tags: Pick<GitHub['tags'], 'list'>): Promise<NamesNow> {
  const isOurs = ({ name }: Tag): boolean => name.startsWith(prefix)
  const now = await tags.list(prefix, known.tags)
  return { ...known, tags: [...known.tags.filter((tag) => !isOurs(tag)), ...now] }
}

/** What is among the newer tags and not among the older. */
export function addedTags(older: readonly Tag[], newer: readonly Tag[]): readonly Tag[] {
  const had = new Map(older.map(({ name, commit }) => [name, commit]))
  return newer.filter(({ name, commit }) => !had.has(name) || had.get(name) !== commit)
}
