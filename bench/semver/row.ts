/** One line of the table. */
export interface Row {
  readonly what: string
  readonly ours: string
  /** What was measured beside it, in the same run. */
  readonly beside: string
  readonly ratio: string
  readonly limit: string
  /** `undefined` where there is no limit. */
  readonly held: boolean | undefined
}

export const shown = {
  time: (ms: number): string => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`),
  memory: (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`,
  size: (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`,
  ratio: (ratio: number): string => ratio.toFixed(2),
} as const

/** A row for what gave no number, or the wrong answer. */
export function failedRow(what: string, limit: string, problem: string): Row {
  return { what, ours: problem, beside: '', ratio: '', limit, held: false }
}

export function markdownRows(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

export function limitTable(rows: readonly Row[]): string {
  const held = (row: Row): string => ({ true: 'yes', false: '**no**', undefined: '' })[`${row.held}`]
  return markdownRows(
    ['What', 'Ours', 'Beside it', 'Ratio', 'Limit', 'Held'],
    rows.map((row) => [row.what, row.ours, row.beside, row.ratio, row.limit, held(row)]),
  )
}
