import { compareVersions, formatVersion, isStable, seriesTags, type Version } from '@slipway/versioning'
import type { GitHub } from '../ports.ts'

/** The highest stable release under a prefix, which is at least the version that was just tagged. */
export async function highest(
  tags: Pick<GitHub['tags'], 'list'>,
  prefix: string,
  under: string,
  version: Version,
  commit = '',
): Promise<{ readonly tag: string; readonly commit: string }> {
  const listed = seriesTags(await tags.list(under), prefix).filter((each) => isStable(each.version))
  const [top] = listed
  const isAbove = top !== undefined && compareVersions(top.version, version) > 0
  return isAbove ? { tag: top.name, commit: top.commit } : { tag: `${prefix}${formatVersion(version)}`, commit }
}
