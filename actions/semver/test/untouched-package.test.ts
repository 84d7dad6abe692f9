import { expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { warningsOf } from '../src/report/warnings.ts'
import { inputsOf, play } from './scene.ts'

/** What it is warned of itself; that its commits belong to nobody is another matter. */
async function warned(path: string, ...tags: readonly string[]): Promise<readonly string[]> {
  using repository = Repository.of('feat: a')
  for (const tag of tags) repository.tag(tag)
  repository.change('feat: b', 'services/api/a.ts')
  const packages = [{ name: 'api', include: [path], exclude: [] }]
  const warnings = warningsOf(await play(inputsOf(repository.directory, { packages, tagPrefix: '{package}-v' })))
  return warnings.filter((text) => text.startsWith('api: '))
}

it.for(['service/api', 'services/Api', '"services/api"', '{services,libs}/api'])(
  'a package whose path is that of nothing is warned of: %s',
  async (path) => {
    expect(await warned(path)).toEqual([expect.stringMatching(/^api: no commit touches its paths/)])
  },
)

it('a package that has a release, and a path that is that of nothing, is warned of', async () => {
  expect(await warned('service/api', 'api-v1.0.0')).toEqual([
    'api: there is nothing at service/api: set its new path in packages, or leave the package out',
  ])
})

it('a package that has changes is not warned of', async () => {
  expect(await warned('services/api')).toEqual([])
})
