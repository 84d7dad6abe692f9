import { describe, expect, it } from 'vitest'
import { Repository } from '../../../packages/git/test/repository.ts'
import { warningsOf } from '../src/report/warnings.ts'
import { inputsOf, play, type Changes } from './scene.ts'

async function warned(tags: readonly string[], changes: Changes = {}): Promise<readonly string[]> {
  using repository = Repository.of('feat: a')
  for (const tag of tags) repository.tag(tag)
  repository.commit('fix: b')
  return warningsOf(await play(inputsOf(repository.directory, changes)))
}

describe('a first release, although there are versions under another prefix,', () => {
  it.for<[name: string, tags: readonly string[], changes: Changes, warning: string]>([
    ['none', ['2.9.0', '3.0.0', '1.0.0'], {}, 'v1.0.0 is a first release, but 3.0.0 is there: set tag-prefix to ""'],
    ['v', ['v3.0.0'], { tagPrefix: '' }, '1.0.0 is a first release, but v3.0.0 is there: set tag-prefix to "v"'],
    ['V', ['V3.0.0'], {}, 'v1.0.0 is a first release, but V3.0.0 is there: set tag-prefix to "V"'],
  ])('is warned of: %s', async ([, tags, changes, warning]) => {
    expect(await warned(tags, changes)).toEqual([expect.stringContaining(warning)])
  })

  it.for<[name: string, tags: readonly string[], changes: Changes]>([
    ['of another product', ['api-v3.0.0', 'chart/1.0.0'], {}],
    ['beside a release of its own', ['v1.0.0', '3.0.0'], {}],
    ['of a repository with packages', ['v3.0.0'], { packages: [{ name: 'a', include: ['.'], exclude: [] }] }],
  ])('is not, where they are %s', async ([, tags, changes]) => {
    const { packages } = changes
    expect(await warned(tags, packages === undefined ? changes : { ...changes, tagPrefix: '{package}-v' })).toEqual([])
  })
})
