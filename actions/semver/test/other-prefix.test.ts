import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { warningsOf } from '../src/report/warnings.ts'
import { inputsOf, play, type Changes } from './scene.ts'

async function warned(tags: readonly string[], changes: Changes = {}): Promise<readonly string[]> {
  using repository = Repository.of('feat: a')
  for (const tag of tags) repository.tag(tag)
  repository.commit('fix: b')
  return warningsOf(await play(inputsOf(repository.directory, changes)))
}

const withTemplate = (changes: Changes): Changes =>
  changes.packages === undefined ? changes : { ...changes, tagPrefix: '{package}-v' }

const ofPackage = (name: string): Changes => ({ packages: [{ name, include: ['.'], exclude: [] }] })

describe('a first release, although there are versions under another prefix,', () => {
  it.for<[name: string, tags: readonly string[], changes: Changes, warning: string]>([
    ['none', ['2.9.0', '3.0.0', '1.0.0'], {}, 'v1.0.0 is a first release, but 3.0.0 is there: set tag-prefix to ""'],
    ['v', ['v3.0.0'], { tagPrefix: '' }, '1.0.0 is a first release, but v3.0.0 is there: set tag-prefix to "v"'],
    ['V', ['V3.0.0'], {}, 'v1.0.0 is a first release, but V3.0.0 is there: set tag-prefix to "V"'],
    ['of a package', ['a@2.0.0', 'a@3.0.0'], ofPackage('a'), 'a@3.0.0 is there: set tag-prefix to "{package}@"'],
    [
      'of a package, with a v',
      ['a.b/v3.0.0'],
      ofPackage('a.b'),
      'a.b/v3.0.0 is there: set tag-prefix to "{package}/v"',
    ],
  ])('is warned of: %s', async ([, tags, changes, warning]) => {
    expect(await warned(tags, withTemplate(changes))).toEqual([expect.stringContaining(warning)])
  })

  it.for<[name: string, tags: readonly string[], changes: Changes]>([
    ['of another product', ['api-v3.0.0', 'chart/1.0.0'], {}],
    ['beside a release of its own', ['v1.0.0', '3.0.0'], {}],
    ['of a repository with packages', ['v3.0.0'], ofPackage('a')],
    ['of a package whose name begins alike', ['a2-v3.0.0', 'ab@3.0.0'], ofPackage('a')],
  ])('is not, where they are %s', async ([, tags, changes]) => {
    expect(await warned(tags, withTemplate(changes))).toEqual([])
  })
})

describe('a first release, although there are tags of the prefix that are not SemVer,', () => {
  it.for<[name: string, tags: readonly string[], changes: Changes, warning: string]>([
    [
      'a major',
      ['v1', 'v2'],
      {},
      'v1.0.0 is a first release, but v2 is there, which is not SemVer: set initial-version',
    ],
    ['the same major', ['v1'], {}, 'v1.0.0 is a first release, but v1 is there'],
    ['a minor', ['v1.10', 'v1.9'], {}, 'v1.0.0 is a first release, but v1.10 is there'],
    ['of a package', ['a-v2'], ofPackage('a'), 'a: a-v1.0.0 is a first release, but a-v2 is there'],
  ])('is warned of: %s', async ([, tags, changes, warning]) => {
    expect(await warned(tags, withTemplate(changes))).toEqual([expect.stringContaining(warning)])
  })

  it.for<[name: string, tags: readonly string[], changes: Changes]>([
    ['below it', ['v0', 'v0.9'], {}],
    ['below the version that was chosen', ['v2'], { releaseAs: '3.0.0' }],
    ['those of a release', ['v1.0.0', 'v1', 'v1.0'], {}],
    ['of a line that has its releases elsewhere', ['v1.0.0', 'v2'], { branch: '3.x' }],
    ['no versions', ['vnext'], {}],
  ])('is not, where they are %s', async ([, tags, changes]) => {
    expect(await warned(tags, changes)).toEqual([])
  })
})
