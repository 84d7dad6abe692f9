import { interleaved } from './measure.ts'
import type { Measurement } from './measurement.ts'
import { shown, type Row } from './row.ts'
import { expects, load, ours, peakOfOurs, raw, type Setting } from './subject.ts'

const limit = { ratio: 1.5, memory: 150e6 } as const

/** The whole history is the range: time against git alone, and peak memory. */
export const farTag: Measurement = {
  what: ({ commits }) => `A: ${commits.toLocaleString('en')} commits since the last tag, time`,
  limit: `${limit.ratio} × \`git log\` + load`,
  rows: async (setting, repositories) => {
    const workspace = await repositories.far()
    return [timeRow(setting, workspace), ...(await memoryRows(setting, workspace))]
  },
}

function timeRow(setting: Setting, workspace: string): Row {
  const log = ['log', '-z', '--format=%H%x00%B', 'v1.0.0..HEAD']
  const subjects = [
    ours(setting, workspace, {}, expects('2.0.0', 'major')),
    raw(setting, workspace, log),
    load(setting, workspace),
  ]
  const time = interleaved(subjects, setting.rounds ?? 9)
  const ratio = (time('ours') - time('load')) / time('raw')
  return {
    what: farTag.what(setting),
    ours: shown.time(time('ours')),
    beside: `\`git log\` ${shown.time(time('raw'))}, load ${shown.time(time('load'))}`,
    ratio: shown.ratio(ratio),
    limit: farTag.limit,
    held: ratio <= limit.ratio,
  }
}

async function memoryRows(setting: Setting, workspace: string): Promise<readonly Row[]> {
  const whole = await peakOfOurs(setting, workspace, {})
  const loaded = await peakOfOurs(setting, workspace, { mode: 'none' })
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
