import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { report } from '../src/report.ts'
import { inputsOf, logInMemory, outputsOf, play, type Changes } from './scene.ts'

interface Step {
  readonly message: string
  readonly tags?: readonly string[]
}

interface Scene extends Changes {
  readonly steps: readonly Step[]
  /** Tags on a commit that HEAD does not contain. */
  readonly elsewhere?: readonly string[]
}

function build({ steps, elsewhere = [] }: Pick<Scene, 'steps' | 'elsewhere'>): Repository {
  const repository = Repository.empty()
  for (const { message, tags = [] } of steps) {
    repository.commit(message)
    for (const tag of tags) repository.tag(tag)
  }
  if (elsewhere.length === 0) return repository
  repository.git('checkout', '--quiet', '--orphan', 'elsewhere')
  repository.commit('feat: elsewhere')
  for (const tag of elsewhere) repository.tag(tag)
  repository.git('checkout', '--quiet', 'main')
  return repository
}

async function outputs({ steps, elsewhere, ...changes }: Scene): Promise<Readonly<Record<string, string>>> {
  using repository = build({ steps, ...(elsewhere && { elsewhere }) })
  return await outputsOf(inputsOf(repository.directory, changes))
}

const released: Step = { message: 'feat: first', tags: ['v1.2.0'] }
const next: readonly Step[] = [released, { message: 'docs: b' }, { message: 'feat: c' }]

describe('a preview', () => {
  it.for<[name: string, scene: Scene, version: string, tag: string, bump: string, previous: string]>([
    ['of a feature', { steps: next }, '1.3.0', 'v1.3.0', 'minor', '1.2.0'],
    ['of nothing that asks', { steps: next.slice(0, 2) }, '1.2.0', 'v1.2.0', 'none', '1.2.0'],
    ['of a commit that is released', { steps: [released] }, '1.2.0', 'v1.2.0', 'none', '1.2.0'],
    ['of a first release', { steps: [{ message: 'feat: a' }] }, '1.0.0', 'v1.0.0', 'minor', ''],
    ['before anything asks for a release', { steps: [{ message: 'chore: a' }] }, '', '', 'none', ''],
    [
      'without prefix',
      { steps: [{ message: 'fix: a', tags: ['v9.0.0'] }, { message: 'fix: b' }], tagPrefix: '' },
      '1.0.0',
      '1.0.0',
      'patch',
      '',
    ],
    [
      'of a commit that was built again under its version',
      {
        steps: [
          { message: 'feat: a', tags: ['v1.2.0+1'] },
          { message: 'fix: b', tags: ['v1.2.0+2'] },
        ],
      },
      '1.2.0+2',
      'v1.2.0+2',
      'none',
      '1.2.0+2',
    ],
    [
      'over a pre-release',
      { steps: [released, { message: 'feat: b', tags: ['v1.3.0-rc.1'] }] },
      '1.3.0',
      'v1.3.0',
      'minor',
      '1.2.0',
    ],
    ['with a version', { steps: next, version: '1.4.0' }, '1.4.0', 'v1.4.0', 'minor', '1.2.0'],
    [
      'with the version of the commit',
      { steps: [released, { message: 'feat: b', tags: ['v1.3.0'] }], version: '1.3.0' },
      '1.3.0',
      'v1.3.0',
      'minor',
      '1.2.0',
    ],
    ['of a name that another commit has', { steps: next, elsewhere: ['v1.3.0'] }, '1.4.0', 'v1.4.0', 'minor', '1.2.0'],
    ['with release-as', { steps: next, releaseAs: '5.0.0' }, '5.0.0', 'v5.0.0', 'major', '1.2.0'],
    [
      'on a channel',
      { steps: next, branch: 'next', channels: [{ pattern: 'next', identifier: 'rc' }] },
      '1.3.0-rc.1',
      'v1.3.0-rc.1',
      'minor',
      '1.2.0',
    ],
    [
      'of what is reverted in the range',
      { steps: [...next, { message: 'Revert "feat: c"' }] },
      '1.2.0',
      'v1.2.0',
      'none',
      '1.2.0',
    ],
    [
      'with a default bump',
      { steps: next.slice(0, 2), policy: { defaultBump: 'patch' } },
      '1.2.1',
      'v1.2.1',
      'patch',
      '1.2.0',
    ],
  ])('%s', async ([, scene, version, tag, bump, previous]) => {
    expect(await outputs(scene)).toMatchObject({ version, tag, bump, 'previous-version': previous, released: 'false' })
  })

  it('fails for a named version that another commit has', async () => {
    await expect(outputs({ steps: next, elsewhere: ['v1.3.0'], version: '1.3.0' })).rejects.toMatchObject({
      code: 'VERSION_TAKEN',
    })
  })

  it('of a commit whose version a later commit has stands down', async () => {
    using repository = build({ steps: next })
    repository.commit('docs: d')
    repository.tag('v1.3.0')
    repository.git('checkout', '--quiet', 'HEAD~1')
    const result = await play(inputsOf(repository.directory))
    expect(result.releases).toMatchObject([{ outcome: 'superseded', plan: { bump: 'none' } }])
    expect(report(result).outputs).toMatchObject({
      bump: 'none',
      changed: 'false',
      version: '1.2.0',
      released: 'false',
    })
  })

  it('names higher tags that are not the base', async () => {
    using repository = build({ steps: next, elsewhere: ['v2.0.0', '8.0.0', 'v1.1.0'] })
    const { releases } = await play(inputsOf(repository.directory))
    expect(releases[0]?.rejected).toMatchObject([
      { name: 'v2.0.0', because: 'not-reachable' },
      { name: '8.0.0', because: 'other-prefix' },
    ])
  })

  it('finds a base below many tags of other branches', async () => {
    const elsewhere = Array.from({ length: 60 }, (_, index) => `v2.${index}.0`)
    expect(await outputs({ steps: next, elsewhere })).toMatchObject({ 'previous-version': '1.2.0', version: '1.3.0' })
  })

  it('says in its log what the version is and because of what', async () => {
    using repository = build({ steps: next })
    const log = logInMemory()
    await play(inputsOf(repository.directory), log)
    const head = repository.git('rev-parse', '--short=7', 'HEAD')
    expect(log.lines).toEqual([
      'base: v1.2.0; commits since: 2',
      expect.stringContaining(`minor: v1.3.0, because ${head} asks for minor: "feat: c"`),
    ])
  })

  it('refuses a major that nobody approved, and takes an approval', async () => {
    const steps = [released, { message: 'feat!: b' }]
    const policy = { majorPolicy: 'require-approval' } as const
    await expect(outputs({ steps, policy })).rejects.toMatchObject({ code: 'MAJOR_NOT_APPROVED' })
    expect(await outputs({ steps, policy, approveMajor: true })).toMatchObject({ version: '2.0.0' })
  })
})

describe('packages', () => {
  const packages = [
    { name: 'api', include: ['services/api'], exclude: ['services/api/docs'] },
    { name: 'web', include: ['apps/web'], exclude: [] },
  ]
  const monorepo = (): Repository => {
    const repository = Repository.empty()
    repository.commitFiles('feat: begin', { 'services/api/a': '1', 'apps/web/a': '1' })
    repository.tag('api-v1.0.0')
    repository.tag('web-v3.1.0')
    repository.commitFiles('fix: in api', { 'services/api/a': '2' })
    repository.tag('api-v1.0.1')
    repository.commitFiles('feat: in web', { 'apps/web/a': '2' })
    repository.commitFiles('docs!: in api docs', { 'services/api/docs/a': '2' })
    return repository
  }

  it('each have their own base, range and version, from one reading', async () => {
    using repository = monorepo()
    const outputs = await outputsOf(inputsOf(repository.directory, { packages, tagPrefix: '{package}-v' }))
    expect(JSON.parse(outputs['packages'] ?? '')).toMatchObject([
      { name: 'web', version: '3.2.0', tag: 'web-v3.2.0', bump: 'minor', 'previous-tag': 'web-v3.1.0' },
    ])
    expect(outputs).toMatchObject({ changed: 'true', version: '' })
  })

  it('whose base is older than that of another keep what lies between', async () => {
    using repository = monorepo()
    repository.commitFiles('fix: in api again', { 'services/api/a': '3' })
    repository.tag('api-v1.0.2')
    const { releases } = await play(inputsOf(repository.directory, { packages, tagPrefix: '{package}-v' }))
    expect(releases.map(({ name, plan }) => [name, plan.bump, plan.commits.length])).toEqual([
      ['api', 'none', 0],
      ['web', 'minor', 1],
    ])
  })

  it('one of them has the scalar outputs', async () => {
    using repository = monorepo()
    const inputs = inputsOf(repository.directory, { packages, tagPrefix: '{package}-v', package: 'web' })
    expect(await outputsOf(inputs)).toMatchObject({ version: '3.2.0', tag: 'web-v3.2.0', 'previous-version': '3.1.0' })
  })

  it('of a depth-1 clone are exact: where history is cut, nothing counts as touched', async () => {
    using repository = monorepo()
    repository.git('config', 'uploadpack.allowFilter', 'true')
    using clone = repository.clone('--depth=1')
    const result = await play(inputsOf(clone.directory, { packages, tagPrefix: '{package}-v' }))
    expect(result.source).toBe('fetched')
    expect(result.releases.map(({ name, plan }) => [name, plan.bump, plan.commits.length])).toEqual([
      ['api', 'none', 0],
      ['web', 'minor', 1],
    ])
  })
})

describe('lint', () => {
  it('finds what is no conventional commit, and fails the step with it', async () => {
    using repository = build({ steps: [released, { message: 'Add a thing' }, { message: 'feat: c' }] })
    const result = await play(inputsOf(repository.directory, { lint: 'auto' }))
    expect(result.lint).toMatchObject([{ code: 'not-conventional', lineText: 'Add a thing' }])
    expect(report(result).failure).toBeDefined()
  })

  it('is content with messages that are', async () => {
    using repository = build({ steps: next })
    const result = await play(inputsOf(repository.directory, { lint: 'auto' }))
    expect(result.lint).toEqual([])
    expect(report(result).failure).toBeUndefined()
  })
})
