import { describe, expect, it } from 'vitest'
import { refuseVersion, type Refusal, type Tag, type VersionClaim } from '../../src/index.ts'
import { release, version } from '../examples.ts'

const head = 'a'.repeat(40)
const elsewhere = 'b'.repeat(40)
const on = (commit: string | undefined, ...names: readonly string[]): readonly Tag[] =>
  names.map((name) => ({ name, commit }))

function claim(text: string, tags: readonly Tag[], base?: string): Refusal | undefined {
  const request: VersionClaim = {
    version: version(text),
    tag: `v${text}`,
    prefix: 'v',
    head,
    base: base === undefined ? undefined : release(base),
    tags,
  }
  return refuseVersion(request)
}

describe('a version can be claimed', () => {
  it.for<[name: string, text: string, tags: readonly Tag[], base: string | undefined]>([
    ['when nothing has it', '1.3.0', on(elsewhere, 'v1.2.0'), '1.2.0'],
    ['as the first one', '0.1.0', [], undefined],
    ['again on the same commit', '1.3.0', on(head, 'v1.3.0'), '1.2.0'],
    ['on a commit with its pre-release', '1.3.0', on(head, 'v1.3.0-rc.1'), '1.2.0'],
    ['on a commit with a lower release', '2.0.0', on(head, 'v1.3.0'), '1.2.0'],
    ['on a commit with a tag of another prefix', '1.3.0', on(head, 'web-v2.0.0', '3.0.0'), '1.2.0'],
    ['on a commit with a tag of another prefix as long', '1.3.0', on(head, 'x9.0.0'), '1.2.0'],
  ])('%s', ([, text, tags, base]) => {
    expect(claim(text, tags, base)).toBeUndefined()
  })
})

describe('a version is refused', () => {
  it('when its tag is on another commit, which is named', () => {
    expect(claim('1.3.0', on(elsewhere, 'v1.3.0'), '1.2.0')).toMatchObject({
      code: 'VERSION_TAKEN',
      message: `v1.3.0 is taken: it is on commit ${elsewhere}, not on ${head}`,
    })
  })

  it('when its tag is on no commit', () => {
    expect(claim('1.3.0', on(undefined, 'v1.3.0'))?.message).toContain('an object that is no commit')
  })

  it('when the commit carries it with other metadata', () => {
    expect(claim('1.3.0', on(head, 'v1.3.0+1'), '1.2.0')?.code).toBe('HEAD_ALREADY_RELEASED')
  })

  it('when the commit already carries a higher release, which is named', () => {
    expect(claim('1.3.0', on(head, 'v1.4.0'), '1.2.0')).toMatchObject({
      code: 'HEAD_ALREADY_RELEASED',
      message: `v1.3.0 cannot be given to ${head}: it already carries v1.4.0`,
      remedy: 'use 1.4.0, or release a later commit',
    })
  })

  it('when its name was the tag of an immutable release', () => {
    const asked = { version: version('1.3.0'), tag: 'v1.3.0', prefix: 'v', head, base: undefined, tags: [] }
    expect(refuseVersion({ ...asked, burned: new Set(['v1.3.0']) })).toMatchObject({
      code: 'VERSION_BURNED',
      remedy: 'release under another version',
    })
  })

  it('when it is not above what the commit contains before the first release', () => {
    const asked = { version: version('1.0.0-rc.1'), tag: 'v1.0.0-rc.1', prefix: 'v', head, base: undefined, tags: [] }
    const reachable = [release('1.0.0-rc.1'), release('1.0.0-rc.2')]
    expect(refuseVersion({ ...asked, reachable })?.message).toMatch(/it is not above v1\.0\.0-rc\.2,/)
  })

  it.for(['1.2.0', '1.1.9', '1.2.0-rc.1', '1.2.0+5'])('when it is not above the base: %s', (text) => {
    expect(claim(text, [], '1.2.0')).toMatchObject({
      code: 'VERSION_NOT_ABOVE_BASE',
      message: `v${text} cannot be given to ${head}: it is not above v1.2.0, which that commit contains`,
    })
  })
})
