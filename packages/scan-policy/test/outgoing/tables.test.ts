import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainedRows, findingHeader, findingRows } from '../../src/outgoing/finding-rows.ts'
import { fitTable } from '../../src/outgoing/fit-table.ts'
import { found } from './verdicts.ts'

const safe = (text: string): string => text.replaceAll(/[|\\[\]<>\n]/g, '?')

describe('rows of findings', () => {
  it.for([
    {
      name: 'a finding',
      finding: found(1),
      row: [
        '[CVE-2026-1](https://nvd.nist.gov/vuln/detail/CVE-2026-1)',
        'high',
        'openssl 3.0.1',
        '3.0.2',
        'linux/arm64',
      ],
    },
    {
      name: 'foreign text goes through the one who makes it safe',
      finding: found('a|b\n', {
        uri: 'https://x/(a)',
        severity: '<b>',
        packages: [{ name: '<img>', version: '[1]', fixedIn: 'a|b' }],
        subject: { platform: '<p>', digest: '' },
      }),
      row: ['a?b?', 'unrated', '?img? ?1?', 'a?b', '?p?'],
    },
    {
      name: 'many places of one package, and many packages',
      finding: found(1, {
        packages: 'aabcdefg'.split('').map((name) => ({ name, version: '1', fixedIn: '2' })),
      }),
      row: [expect.any(String), 'high', 'a 1, b 1, c 1, d 1, e 1 and 2 more', '2', 'linux/arm64'],
    },
  ])('show $name', ({ finding, row }) => {
    expect(findingRows([finding], safe)).toEqual([row])
    expect(row).toHaveLength(findingHeader.length)
  })

  it('show why', () =>
    expect(explainedRows([{ finding: found(1), because: 'no fix|' }], safe).map((row) => row.at(-1))).toEqual([
      'no fix?',
    ]))
})

describe('a table', () => {
  const rows = Array.from({ length: 100 }, (_, at) => [`row ${at}`, 'ü'.repeat(10)])

  it('is whole while it fits to the byte', () => {
    const whole = fitTable(['a', 'b'], rows, 1e6)
    expect(whole).toMatchObject({ left: 0 })
    const bytes = Buffer.byteLength(whole.markdown)
    expect(fitTable(['a', 'b'], rows, bytes)).toEqual(whole)
    expect(fitTable(['a', 'b'], rows, bytes - 1).left).toBeGreaterThan(0)
  })

  it('is cut between rows and says how many are missing', () => {
    const { markdown, left } = fitTable(['a', 'b'], rows, 1000)
    const kept = markdown.split('\n').filter((line) => line.startsWith('| row'))
    expect(kept).toEqual(rows.slice(0, kept.length).map(([a, b]) => `| ${a} | ${b} |`))
    expect(left).toBe(100 - kept.length)
    expect(markdown).toMatch(
      new RegExp(`\n\n_${left} more rows left out: the table would be longer than it may be\\._$`),
    )
  })

  it('is nothing where there is no room', () =>
    expect(fitTable(['a', 'b'], rows, 20)).toEqual({ markdown: '', left: 100 }))

  it('has one line for each row, whatever is in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text), { maxLength: 20 }),
        fc.integer({ min: 0, max: 2000 }),
        (cells, limit) => {
          const { markdown, left } = fitTable(['a', 'b'], cells, limit)
          expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(limit)
          const lines = markdown === '' ? [] : (markdown.split('\n\n_')[0] ?? '').split(/\r\n|\r|\n/).slice(2)
          expect(lines.length + left).toBe(cells.length)
        },
      ),
    )
  })
})
