import { describe, expect, it } from 'vitest'
import { dockerVersion } from '../../src/index.ts'
import { version } from '../examples.ts'

describe('a version as the tag of an image', () => {
  it.for([
    { name: 'is itself', given: '1.2.3', tag: '1.2.3' },
    { name: 'keeps the pre-release', given: '1.2.3-rc.1', tag: '1.2.3-rc.1' },
    { name: 'has _ for +', given: '1.2.3-rc.1+build.7-a', tag: '1.2.3-rc.1_build.7-a' },
    { name: 'has 128 characters at most', given: `1.2.3+${'a'.repeat(200)}`, tag: `1.2.3_${'a'.repeat(122)}` },
  ])('$name', ({ given, tag }) => {
    expect(dockerVersion(version(given))).toBe(tag)
    expect(tag).toMatch(/^\w[\w.-]{0,127}$/)
  })
})
