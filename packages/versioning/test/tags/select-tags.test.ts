import { describe, expect, it } from 'vitest'
import { rejectedAbove, selectTags, type ReleaseLine, type Tag } from '../../src/index.ts'
import { beta, major1, minor12, rc } from '../plan/plan-examples.ts'

const stable: ReleaseLine = { kind: 'stable' }
const tags: readonly Tag[] = [
  'v1.9.0',
  'v1.10.0',
  'v1.2.4',
  'v1.2.5-rc.1',
  'v2.0.0',
  'v2.1.0-rc.2',
  'v2.1.0-rc.10',
  'v2.1.0-beta.3',
  'v2.1.0-rcx.1',
  'v2.1.0+5',
  'v3',
  'web-v4.0.0',
  'v05.0.0',
].map((name) => ({ name, commit: `commit of ${name}` }))
const lost: Tag = { name: 'v9.0.0', commit: undefined }

const names = (found: readonly { readonly name: string }[]): readonly string[] => found.map(({ name }) => name)

describe('the tags of a line', () => {
  it.for<readonly [name: string, line: ReleaseLine, bases: readonly string[]]>([
    ['stable', stable, ['v2.1.0+5', 'v2.0.0', 'v1.10.0', 'v1.9.0', 'v1.2.4']],
    ['a channel', rc, ['v2.1.0+5', 'v2.0.0', 'v1.10.0', 'v1.9.0', 'v1.2.4']],
    ['1.x', major1, ['v1.10.0', 'v1.9.0', 'v1.2.4']],
    ['1.2.x', minor12, ['v1.2.4']],
  ])('%s: candidates for the base, highest first', ([, line, bases]) => {
    expect(names(selectTags(tags, 'v', line).candidates)).toEqual(bases)
  })

  it('are all releases of the series on a commit, highest first', () => {
    expect(names(selectTags([...tags, lost], 'v', stable).releases)).toEqual([
      'v2.1.0+5',
      'v2.1.0-rcx.1',
      'v2.1.0-rc.10',
      'v2.1.0-rc.2',
      'v2.1.0-beta.3',
      'v2.0.0',
      'v1.10.0',
      'v1.9.0',
      'v1.2.5-rc.1',
      'v1.2.4',
    ])
  })

  it('are on a maintenance line those that keep to it', () => {
    expect(names(selectTags(tags, 'v', minor12).releases)).toEqual(['v1.2.5-rc.1', 'v1.2.4'])
  })

  it('are on a channel its own steps', () => {
    expect(names(selectTags(tags, 'v', rc).channel)).toEqual(['v2.1.0-rc.10', 'v2.1.0-rc.2', 'v1.2.5-rc.1'])
    expect(names(selectTags(tags, 'v', beta).channel)).toEqual(['v2.1.0-beta.3'])
    expect(names(selectTags(tags, 'v', stable).channel)).toEqual([])
    const mixed: Tag = { name: 'v2.1.0-beta.rc.1', commit: 'a'.repeat(40) }
    expect(names(selectTags([mixed], 'v', rc).channel)).toEqual([])
  })

  it('leave out each other one with the reason', () => {
    const rejected = rejectedAbove(selectTags([...tags, lost], 'v', major1), undefined)
    expect(Object.fromEntries(rejected.map(({ name, because }) => [name, because]))).toEqual({
      'v1.10.0': 'not-reachable',
      'v1.9.0': 'not-reachable',
      'v1.2.4': 'not-reachable',
      'v2.1.0+5': 'other-line',
      'v2.0.0': 'other-line',
      'v1.2.5-rc.1': 'prerelease',
      'v2.1.0-rc.2': 'prerelease',
      'v2.1.0-rc.10': 'prerelease',
      'v2.1.0-beta.3': 'prerelease',
      'v2.1.0-rcx.1': 'prerelease',
      v3: 'not-semver',
      'web-v4.0.0': 'other-prefix',
      'v05.0.0': 'not-semver',
      'v9.0.0': 'no-commit',
    })
  })
})
