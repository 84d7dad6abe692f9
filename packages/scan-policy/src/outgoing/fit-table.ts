import { tally } from '../incoming/tally.ts'
import { byteLength } from './byte-length.ts'
import type { Row } from './finding-rows.ts'

export interface FittedTable {
  /** With a line under the table when rows were left out; empty when not even the head fits. */
  readonly markdown: string
  /** Rows that were left out. */
  readonly left: number
}

/**
 * A Markdown table of at most `limit` bytes: whole rows from the first on, and how many are missing. GitHub drops a summary
 * that is longer than 1 MiB altogether.
 */
export function fitTable(header: Row, rows: readonly Row[], limit: number): FittedTable {
  const head = [lineOf(header), lineOf(header.map(() => '---'))].join('\n')
  const lines = rows.map((row) => `\n${lineOf(row)}`)
  const whole = head + lines.join('')
  if (byteLength(whole) <= limit) return { markdown: whole, left: 0 }
  let room = limit - byteLength(head) - byteLength(noteOn(rows.length))
  if (room < 0) return { markdown: '', left: rows.length }
  const kept: string[] = []
  for (const line of lines) {
    room -= byteLength(line)
    if (room < 0) break
    kept.push(line)
  }
  const left = rows.length - kept.length
  return { markdown: head + kept.join('') + noteOn(left), left }
}

function noteOn(left: number): string {
  return `\n\n_${tally(left, 'more row')} left out: the table would be longer than it may be._`
}

/** A line break that slipped through would make another row, or end the table. */
function lineOf(cells: Row): string {
  return `| ${cells.map((cell) => cell.replaceAll(/[\r\n]+/g, ' ')).join(' | ')} |`
}
