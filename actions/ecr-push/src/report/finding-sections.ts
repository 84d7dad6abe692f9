import { safeMarkdown } from '@slipway/action-io'
import { explainedRows, findingHeader, fitTable, type GateEnd, type Row } from '@slipway/scan-policy'
import { count } from '../words.ts'

/** Bytes of each table; with the rest of the page they stay below the 1 MiB that GitHub takes. */
const most = { breaking: 600_000, ignored: 150_000, spared: 150_000 } as const
/** Rows after which a table is folded. */
const unfolded = 50

/** What broke which rule, what was ignored by whom until when, and what was spared and why. */
export function findingSections({ breaking, ignored, spared }: GateEnd): string {
  const broke = breaking.map((finding) => ({ finding, because: finding.because }))
  const answered = ignored.map(({ finding, ignore }) => ({ finding, because: answer(ignore) }))
  return [
    section('What broke the rules', 'rule', explainedRows(broke, safeMarkdown), most.breaking),
    section('Ignored', 'by whom, until when, why', explainedRows(answered, safeMarkdown), most.ignored),
    section('Spared', 'why', explainedRows(spared, safeMarkdown), most.spared),
  ]
    .filter((text) => text !== '')
    .join('\n\n')
}

function section(title: string, last: string, rows: readonly Row[], limit: number): string {
  if (rows.length === 0) return ''
  const { markdown, left } = fitTable([...findingHeader, last], rows, limit)
  const rest = left === 0 ? '' : '\n\n_All of them are in `findings-file`._'
  const table = `${markdown}${rest}`
  if (rows.length <= unfolded) return `#### ${title}\n\n${table}`
  return `#### ${title}\n\n<details><summary>${count(rows.length, 'finding')}</summary>\n\n${table}\n\n</details>`
}

function answer({ owner, until, reason }: GateEnd['ignored'][number]['ignore']): string {
  const end = until === undefined ? 'without an end' : `until ${new Date(until - 1).toISOString().slice(0, 10)}`
  return [owner ?? 'nobody', end, reason].filter((part) => part !== '').join(', ')
}
