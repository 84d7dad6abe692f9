import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { report } from '../src/report.ts'
import { inputsOf, logInMemory, play, type Changes } from './scene.ts'

const named = (name: string, ...include: readonly string[]) => ({ name, include, exclude: [] })
const packages = [named('api', 'apps/api'), named('web', 'web')]

/** `api` and `web`, released as 1.0.0; then a feature of api, which is at `services/api`. */
function begun(): Repository {
  const repository = Repository.empty()
  repository.commitFiles('feat: begin', { 'services/api/a': 'a', 'services/api/src/b': 'b', 'web/a': 'a' })
  for (const name of ['api-v1.0.0', 'web-v1.0.0']) repository.tag(name)
  repository.change('feat: a', 'services/api/c')
  return repository
}

/** Moves a folder, in a commit of its own. */
function move(repository: Repository, from: string, to: string, message = `refactor: move ${from}`): string {
  const parent = to.split('/').slice(0, -1).join('/')
  if (parent !== '') repository.commitFiles(`docs: ${parent}`, { [`${parent}/README.md`]: to })
  repository.git('mv', from, to)
  return repository.commit(message)
}

async function told({ directory }: Repository, changes: Changes = {}) {
  const log = logInMemory()
  const result = await play(inputsOf(directory, { packages, tagPrefix: '{package}-v', ...changes }), log)
  return {
    versions: result.releases.map(({ name, plan }) => `${name} ${plan.bump === 'none' ? 'none' : plan.tag}`),
    commits: result.releases[0]?.plan.commits.map(({ header }) => header),
    warnings: (report(result).annotations ?? []).map(({ message }) => message),
    log: log.lines.join('\n'),
  }
}

const kept = { versions: ['api api-v1.1.0', 'web none'], warnings: [] }

describe('a package that moved keeps its commits', () => {
  it('where git knows the move', async () => {
    using repository = begun()
    move(repository, 'services/api', 'apps/api')
    repository.change('fix: b', 'apps/api/a')
    const found = await told(repository)
    expect(found).toMatchObject(kept)
    expect(found.commits).toEqual(['fix: b', 'refactor: move services/api', 'feat: a'])
    expect(found.log).toContain('api: its paths were at services/api before: the commits there count too')
  })

  it('in a shallow clone', async () => {
    using repository = begun()
    move(repository, 'services/api', 'apps/api')
    repository.serve()
    using clone = repository.clone('--depth=1')
    expect(await told(clone)).toMatchObject(kept)
  })

  it('in a step that is about it', async () => {
    using repository = begun()
    move(repository, 'services/api', 'apps/api')
    expect(await told(repository, { package: 'api' })).toMatchObject({ versions: ['api api-v1.1.0'], warnings: [] })
  })

  it('though it moved twice', async () => {
    using repository = begun()
    move(repository, 'services/api', 'modules/api')
    move(repository, 'modules/api', 'apps/api')
    expect(await told(repository)).toMatchObject(kept)
  })

  it('though a file of it was changed with the move', async () => {
    using repository = begun()
    repository.commitFiles('docs: apps', { 'apps/README.md': 'apps' })
    repository.git('mv', 'services/api', 'apps/api')
    repository.change('refactor: move', 'apps/api/a')
    expect(await told(repository)).toMatchObject(kept)
  })

  it('though it is named with a wildcard, and with what it excludes', async () => {
    using repository = begun()
    repository.change('feat!: docs', 'services/api/src/docs/d')
    move(repository, 'services', 'modules')
    const spec = { name: 'api', include: ['modules/*'], exclude: ['modules/api/src/docs'] }
    expect((await told(repository, { packages: [spec, named('web', 'web')] })).versions).toEqual(kept.versions)
  })

  it('where a branch that does not know of the move is merged after it', async () => {
    using repository = begun()
    repository.git('branch', 'side')
    move(repository, 'services/api', 'apps/api')
    repository.git('checkout', '--quiet', 'side')
    repository.change('feat!: b', 'services/api/src/b')
    repository.git('checkout', '--quiet', 'main')
    repository.merge('side')
    expect((await told(repository)).versions).toEqual(['api api-v2.0.0', 'web none'])
  })

  it('and no longer those before once it is released where it is', async () => {
    using repository = begun()
    move(repository, 'services/api', 'apps/api')
    repository.tag('api-v1.1.0')
    repository.change('fix: b', 'apps/api/a')
    expect(await told(repository)).toMatchObject({
      versions: ['api api-v1.1.1', 'web none'],
      commits: ['fix: b'],
      warnings: [],
    })
  })
})

describe('a package that moved is warned of', () => {
  it('where git knows no move, and what to do', async () => {
    using repository = begun()
    repository.git('rm', '--quiet', '-r', 'services/api')
    repository.commitFiles('refactor: write it anew', { 'apps/api/new': 'anew' })
    const { versions, warnings } = await told(repository)
    expect(versions).toEqual(['api none', 'web none'])
    expect(warnings).toContain(
      'api: apps/api did not exist at api-v1.0.0, and git finds nothing that was moved there: if the package had another path before, add that path to packages too, or commits to it do not count',
    )
  })

  it('where what it left is still there', async () => {
    using repository = begun()
    move(repository, 'services/api', 'apps/api')
    repository.change('feat: c', 'services/api/other')
    const { commits, warnings } = await told(repository)
    expect(commits).toEqual(['refactor: move services/api'])
    expect(warnings).toContainEqual(expect.stringMatching(/^api: apps\/api did not exist at api-v1\.0\.0/))
  })

  it('where packages still names the path that it left', async () => {
    using repository = begun()
    move(repository, 'services/api', 'apps/api')
    repository.change('fix: b', 'apps/api/a')
    const { versions, warnings } = await told(repository, {
      packages: [named('api', 'services/api'), named('web', 'web')],
    })
    expect(versions).toEqual(['api api-v1.1.0', 'web none'])
    expect(warnings).toContain(
      'api: there is nothing at services/api any more; it was moved to apps/api: set this new path in packages, or commits there do not count',
    )
  })

  it('where it left that path twice, with the place where it is', async () => {
    using repository = begun()
    move(repository, 'services/api', 'modules/api')
    move(repository, 'modules/api', 'apps/api')
    const { warnings } = await told(repository, { packages: [named('api', 'services/api'), named('web', 'web')] })
    expect(warnings).toContainEqual(expect.stringContaining('it was moved to apps/api: '))
  })

  it('where it left before its first release', async () => {
    using repository = begun()
    repository.change('feat: new', 'services/new/a')
    move(repository, 'services/new', 'apps/new')
    const { versions, warnings } = await told(repository, {
      packages: [named('new', 'services/new'), named('web', 'web')],
    })
    expect(versions).toEqual(['new new-v1.0.0', 'web none'])
    expect(warnings).toContain(
      'new: there is nothing at services/new: set its new path in packages, or leave the package out',
    )
  })

  it('where it was deleted', async () => {
    using repository = begun()
    repository.git('rm', '--quiet', '-r', 'services/api')
    repository.commit('refactor: without api')
    const { warnings } = await told(repository, { packages: [named('api', 'services/api'), named('web', 'web')] })
    expect(warnings).toEqual([
      'api: there is nothing at services/api any more: set its new path in packages, or leave the package out',
    ])
  })
})

it.for<readonly [name: string, ...include: string[]]>([
  ['has a new path beside its old one', 'services/api', 'libs'],
  ['has a new path beside files of the root', '*.md', 'libs'],
  ['is the whole repository', '.'],
  ['has a path that is nowhere beside its own', 'services/api', 'nowhere'],
])('a package is not warned of where it %s', async ([, ...include]) => {
  using repository = begun()
  repository.change('feat: b', 'services/api/src/b', 'libs/b')
  const { warnings } = await told(repository, { packages: [named('api', ...include), named('web', 'web')] })
  expect(warnings.filter((text) => text.startsWith('api: '))).toEqual([])
})
