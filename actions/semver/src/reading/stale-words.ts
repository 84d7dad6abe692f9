import { seriesTags } from '@slipway/versioning'
import type { StaleTag } from './known-tags.ts'
import type { Series } from '../series.ts'

/** Names; the rest is counted. */
const limit = 5

/** What is said of the versions of a checkout that do not count, a line each kind. */
export function staleWords(stale: readonly StaleTag[], series: readonly Series[]): readonly string[] {
  if (stale.length === 0) return []
  const named = (elsewhere: boolean): string => {
    const tags = stale.filter((tag) => tag.elsewhere === elsewhere)
    return list(series.flatMap(({ prefix }) => seriesTags(tags, prefix).map(({ name }) => name)))
  }
  const [missing, moved] = [named(false), named(true)]
  return [
    ...(missing === ''
      ? []
      : [
          `tags that only this checkout has, and not the remote, do not count: ${missing}; they are left from an earlier job, or were never pushed`,
        ]),
    ...(moved === ''
      ? []
      : [`tags that the remote has on another commit than this checkout count as the remote has them: ${moved}`]),
  ]
}

function list(names: readonly string[]): string {
  const distinct = [...new Set(names)]
  const rest = distinct.length - limit
  return [...distinct.slice(0, limit), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}
