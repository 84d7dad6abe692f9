import { styleText } from 'node:util'
import type { Report, ScenarioReport } from '../report/model.ts'
import { duration, ending, number, signs } from '../report/words.ts'

const head = ['', 'scenario', 'verdict', 'reason', 'happened', 'time', 'requests', 'failed']
const figures = new Set(['time', 'requests', 'failed'])

/** The scenarios as a table of plain text; with `colour` the signs are coloured. */
export function table({ scenarios }: Pick<Report, 'scenarios'>, colour: boolean): string {
  const rows = scenarios.map(cells)
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => pad(cell, column, widths))
      .join('  ')
      .trimEnd()
  const shown = rows.map((row, index) => paint(line(row), scenarios[index]?.ok === true, colour))
  return [line(head), ...shown].join('\n')
}

/** What each scenario that did not end as expected was to be, and was: a line each. */
export function gaps({ scenarios }: Pick<Report, 'scenarios'>): readonly string[] {
  return scenarios
    .filter(({ ok }) => !ok)
    .map(({ title, expected, actual, why }) => {
      const gap = `${title}: expected ${ending(expected)}, but it was ${ending(actual)}`
      return why === '' ? gap : `${gap}. ${why}`
    })
}

function cells({ title, outcome, actual, durationMs, requests, failedRequests }: ScenarioReport): readonly string[] {
  return [
    signs[outcome],
    title,
    actual.verdict || '-',
    actual.reason,
    actual.happened,
    duration(durationMs),
    number(requests),
    number(failedRequests),
  ]
}

function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0
  return figures.has(head[column] ?? '') ? cell.padStart(width) : cell.padEnd(width)
}

function paint(line: string, ok: boolean, colour: boolean): string {
  if (!colour) return line
  return `${styleText(ok ? 'green' : 'red', line.slice(0, 1), { validateStream: false })}${line.slice(1)}`
}
