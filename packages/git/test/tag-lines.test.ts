import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tagReader } from '../src/tag-lines.ts'

const [one, two, three] = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [string, string, string]

const listing = [
  `${one} refs/tags/v1.0.0`,
  `${two}\trefs/tags/v1.1.0`,
  `${three}\trefs/tags/v1.1.0^{}`,
  `${two} refs/tags/api/v2.0.0`,
  `${two} refs/heads/main`,
  `${two} refs/remotes/refs/tags/v3.0.0`,
  '',
].join('\n')

const expected = [
  { name: 'v1.0.0', commit: one },
  { name: 'v1.1.0', commit: three },
  { name: 'api/v2.0.0', commit: two },
]

function read(pieces: readonly string[]): unknown {
  const { take, end } = tagReader()
  for (const piece of pieces) take(piece)
  return end()
}

describe('a listing of tags', () => {
  it('has each tag once, with what it leads to', () => {
    expect(read([listing])).toEqual(expected)
  })

  it('is the same in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(listing.length)), (cuts) => {
        const ends = [...cuts, listing.length].toSorted((a, b) => a - b)
        expect(read(ends.map((end, index) => listing.slice(ends[index - 1] ?? 0, end)))).toEqual(expected)
      }),
    )
  })

  it('may end without a line feed, or be empty', () => {
    expect(read([`${one} refs/tags/v1.0.0`])).toEqual([{ name: 'v1.0.0', commit: one }])
    expect(read([])).toEqual([])
  })
})
