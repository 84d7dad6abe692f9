import { describe, expect, it } from 'vitest'
import { tagsIn } from '../src/tag-lines.ts'

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

describe('a listing of tags', () => {
  it('has each tag once, with what it leads to', () => {
    expect(tagsIn(listing)).toEqual(expected)
  })

  it('may end without a line feed, or be empty', () => {
    expect(tagsIn(`${one} refs/tags/v1.0.0`)).toEqual([{ name: 'v1.0.0', commit: one }])
    expect(tagsIn('')).toEqual([])
  })
})
