import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCredentials } from '@slipway/local-cloud-frame/credentials'
import { createFaults } from '@slipway/local-cloud-frame/faults'
import { controls } from '../../src/controls.ts'
import { services } from '../../src/services.ts'

const tests = join(import.meta.dirname, '..')
const text = readFileSync(join(tests, '../../../docs/local-cloud.md'), 'utf8')

interface Row {
  readonly behaviour: string
  readonly state: string
  readonly page: string
  readonly shownBy: string
}

/** Cells of a table row; `\|` is a bar within one. */
const cells = (line: string): string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())

const lines = text.split('\n').filter((line) => line.startsWith('| ') && line.endsWith(' |'))
const rows: readonly Row[] = lines
  .map(cells)
  .filter((found) => found.length === 4 && found[0] !== 'Behaviour')
  .map(([behaviour = '', state = '', page = '', shownBy = '']) => ({ behaviour, state, page, shownBy }))
const controlRows = lines.map(cells).filter((found) => found.length === 3 && found[0] !== 'Call')

const states = ['as documented', 'sources disagree', 'reported', 'simplified', 'absent']
/** What is not simply documented names its sources: both that disagree, and a report. */
const fewestLinks: Readonly<Record<string, number>> = { 'sources disagree': 2, reported: 1 }
const links = (page: string): readonly string[] => page.match(/\]\(https:[^)]+\)/g) ?? []

const operationOf = ({ behaviour }: Row): string | undefined => /^`(\w+ [A-Z]\w+)`/.exec(behaviour)?.[1]
const known = new Map(
  services.flatMap(({ name, operations }) =>
    Object.entries(operations).map(([operation, entry]) => [`${name} ${operation}`, entry] as const),
  ),
)

describe('docs/local-cloud.md', () => {
  it.for([...known])('has one row for %s, with its page', ([name, { page }]) => {
    const found = rows.filter((row) => operationOf(row) === name)
    expect(found).toHaveLength(1)
    expect(found[0]?.page).toBe(`[page](${page})`)
    expect(found[0]?.state).not.toBe('absent')
  })

  it.for(rows)('tells the state and the test of: $behaviour', (row) => {
    expect(states).toContain(row.state)
    expect(links(row.page).length).toBeGreaterThanOrEqual(fewestLinks[row.state] ?? 0)
    const [, operation] = operationOf(row)?.split(' ') ?? []
    for (const name of row.shownBy.split(', ')) {
      expect(existsSync(join(tests, name)), name).toBe(true)
    }
    if (operation === undefined) return
    expect([...known.keys()]).toContain(operationOf(row))
    const mentioned = row.shownBy
      .split(', ')
      .some((name) => readFileSync(join(tests, name), 'utf8').includes(operation))
    expect(mentioned, `${row.shownBy} mentions ${operation}`).toBe(true)
  })

  it('has a row for every control, and for no other', () => {
    const controlled = { credentials: createCredentials(), faults: createFaults(), reset: () => Promise.resolve() }
    const existing = controls(controlled).map(({ method, path }) => `\`${method} ${path}\``)
    expect(controlRows.map(([call]) => call).toSorted()).toEqual(existing.toSorted())
    for (const [, , shownBy = ''] of controlRows) expect(existsSync(join(tests, shownBy)), shownBy).toBe(true)
  })
})
