import { describe, expect, it } from 'vitest'
import { always, expected, type Row } from './rows.ts'
import { scan, play } from '../story.ts'

const rows: readonly Row[] = [
  {
    name: 'cancelled while waiting',
    story: { images: [always(scan('PENDING'))], cancelAt: 20_000 },
    reason: 'cancelled',
    at: 20_000,
  },
  {
    name: 'cancelled when it would have passed',
    story: { images: [always(scan('COMPLETE'))], cancelAt: 15_000 },
    reason: 'cancelled',
    at: 15_000,
  },
]

describe('a cancelled run', () => {
  it.for(rows.map((row) => [row.name, row.reason, row] as const))('%s: %s', ([, , row]) => {
    expect(play(row.story)).toMatchObject(expected(row))
  })
})
