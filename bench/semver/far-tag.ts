import { interleaved } from './measure.ts'
import type { Measurement } from './measurement.ts'
import { shown, type Row } from './row.ts'
import { expects, load, ours, peakOfOurs, raw, type Conditions } from './subject.ts'

const limit = { ratio: 1.5, memory: 150e6 } as const

/** The whole history is the range: time against git alone, and peak memory. */
export const farTag: Measurement = {
  what: ({ commits }) => `A: ${commits.toLocaleString('en')} commits since the last tag, time`,
  limit: `${limit.ratio} × \`git log\` + load`,
  rows: async (conditions, repositories) => {
    const workspace = await repositories.far()
    return [timeRow(conditions, workspace), ...(await memoryRows(conditions, workspace))]
  },
}

function timeRow(conditions: Conditions, workspace: string): Row {
  const log = ['log', '-z', '--format=%H%x00%B', 'v1.0.0..HEAD']
  const subjects = [
    ours(conditions, workspace, {}, expects('2.0.0', 'major')),
    raw(conditions, workspace, log),
    load(conditions, workspace),
  ]
  const time = interleaved(subjects, conditions.rounds ?? 9)
  const ratio = (time('ours') - time('load')) / time('raw')
  return {
    what: farTag.what(conditions),
    ours: shown.time(time('ours')),
    beside: `\`git log\` ${shown.time(time('raw'))}, load ${shown.time(time('load'))}`,
    ratio: shown.ratio(ratio),
    limit: farTag.limit,
    held: ratio <= limit.ratio,
  }
}

async function memoryRows(conditions: Conditions, workspace: string): Promise<readonly Row[]> {
  const whole = await peakOfOurs(conditions, workspace, {})
  const loaded = await peakOfOurs(conditions, workspace, { mode: 'none' })
  return [
    {
      what: 'A: peak memory, the Node process',
      ours: shown.memory(whole.own),
      beside: `loaded only ${shown.memory(loaded.own)}`,
      ratio: '',
      limit: shown.memory(limit.memory),
      held: whole.own < limit.memory,
    },
    {
      what: 'A: peak memory, Node and git together',
      ours: shown.memory(whole.tree),
      beside: '',
      ratio: '',
      limit: '',
      held: undefined,
    },
  ]
}
