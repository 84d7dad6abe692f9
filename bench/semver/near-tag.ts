import { interleaved } from './measure.ts'
import type { Measurement } from './measurement.ts'
import { near, since, tagCount } from './repositories.ts'
import { shown } from './row.ts'
import { expects, load, ours, raw } from './subject.ts'

const limit = { ms: 40 } as const

/** The ordinary run: a short range at the end of a long history with many tags. */
export const nearTag: Measurement = {
  what: () => `B: last tag ${since.near} commits ago, ${tagCount.toLocaleString('en')} tags, time`,
  limit: `load + ${limit.ms} ms`,
  rows: async (conditions, repositories) => {
    const workspace = await repositories.near()
    const subjects = [
      ours(conditions, workspace, {}, expects(near.next, 'minor')),
      load(conditions, workspace),
      raw(conditions, workspace, ['log', '-z', '--format=%H%x00%B', `${near.tag}..HEAD`]),
    ]
    const time = interleaved(subjects, conditions.rounds ?? 21)
    const more = time('ours') - time('load')
    return [
      {
        what: nearTag.what(conditions),
        ours: shown.time(time('ours')),
        beside: `load ${shown.time(time('load'))}, \`git log\` ${shown.time(time('raw'))}`,
        ratio: `load + ${shown.time(more)}`,
        limit: nearTag.limit,
        held: more <= limit.ms,
      },
    ]
  },
}
