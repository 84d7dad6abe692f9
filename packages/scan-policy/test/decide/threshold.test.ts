import { describe, expect, it } from 'vitest'
import { always, expected, type Row } from './rows.ts'
import { enhanced, found, scan, play } from '../story.ts'

const high = found('CVE-1', 'HIGH')

const rows: readonly Row[] = [
  { name: 'a finding at the threshold', story: { images: [always(scan('COMPLETE', [high]))] }, reason: 'findings' },
  {
    name: 'a finding above the threshold',
    story: { images: [always(scan('COMPLETE', [found('A', 'CRITICAL')]))] },
    reason: 'findings',
  },
  {
    name: 'a finding below the threshold',
    story: { images: [always(scan('COMPLETE', [found('A', 'MEDIUM')]))] },
    reason: 'below-threshold',
  },
  {
    name: 'UNDEFINED below a rated threshold',
    story: { images: [always(scan('COMPLETE', [found('A', 'UNDEFINED')]))] },
    reason: 'below-threshold',
  },
  {
    name: 'UNTRIAGED with fail-on unrated',
    story: { images: [always(scan('ACTIVE', [found('A', 'UNTRIAGED')]))], rules: { failOn: 'unrated' } },
    reason: 'findings',
  },
  {
    name: 'a word nobody knows with fail-on unrated',
    story: { images: [always(scan('ACTIVE', [found('A', 'SEVERE')]))], rules: { failOn: 'unrated' } },
    reason: 'findings',
  },
  {
    name: 'informational with fail-on low',
    story: { images: [always(scan('COMPLETE', [found('A', 'INFORMATIONAL')]))], rules: { failOn: 'low' } },
    reason: 'below-threshold',
  },
  {
    name: 'a finding that a central rule suppressed',
    story: { mode: enhanced, images: [always(scan('ACTIVE', [found('A', 'CRITICAL', { status: 'SUPPRESSED' })]))] },
    reason: 'clean',
  },
  {
    name: 'a finding that Inspector closed',
    story: { mode: enhanced, images: [always(scan('ACTIVE', [found('A', 'CRITICAL', { status: 'CLOSED' })]))] },
    reason: 'clean',
  },
  {
    name: 'the same finding on two pages counts once',
    story: { images: [always(scan('COMPLETE', [high, high]))] },
    reason: 'findings',
    says: /^1 of 1 finding /,
  },
]

describe('the threshold', () => {
  it.for(rows.map((row) => [row.name, row.reason, row] as const))('%s: %s', ([, , row]) => {
    expect(play(row.story)).toMatchObject(expected(row))
  })
})
