import { expect, it } from 'vitest'
import { Repository } from '../../../packages/git/test/repository.ts'
import { warningsOf } from '../src/report/warnings.ts'
import { inputsOf, play } from './scene.ts'

async function warned(path: string, ...tags: readonly string[]): Promise<readonly string[]> {
  using repository = Repository.of('feat: a')
  for (const tag of tags) repository.tag(tag)
  repository.change('feat: b', 'services/api/a.ts')
  const packages = [{ name: 'api', include: [path], exclude: [] }]
  return warningsOf(await play(inputsOf(repository.directory, { packages, tagPrefix: '{package}-v' })))
}

it.for(['service/api', 'services/Api', '"services/api"', '{services,libs}/api'])(
  'a package whose path is that of nothing is warned of: %s',
  async (path) => {
    expect(await warned(path)).toEqual([expect.stringMatching(/^api: no commit touches its paths/)])
  },
)

it.for<[name: string, path: string, ...tags: string[]]>([
  ['has changes', 'services/api'],
  ['has a release', 'service/api', 'api-v1.0.0'],
])('a package is not warned of where it %s', async ([, path, ...tags]) => {
  expect(await warned(path, ...tags)).toEqual([])
})
