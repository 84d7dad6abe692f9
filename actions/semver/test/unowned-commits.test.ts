import { parseRules, type RuleTable } from '@slipway/versioning'
import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { report } from '../src/report.ts'
import { inputsOf, logInMemory, play, type Changes } from './scene.ts'

const packages = [
  { name: 'api', include: ['api', 'libs'], exclude: ['libs/docs'] },
  { name: 'web', include: ['web'], exclude: [] },
]

function rulesOf(text: string): RuleTable {
  const rules = parseRules(text)
  if ('problem' in rules) throw new Error(rules.problem)
  return rules
}

/** `api` and `web`, both released as 1.0.0. */
function released(): Repository {
  const repository = Repository.empty()
  repository.change('feat: begin', 'api/a', 'web/a')
  for (const { name } of packages) repository.tag(`${name}-v1.0.0`)
  return repository
}

async function told({ directory }: Repository, changes: Changes = {}) {
  const log = logInMemory()
  const result = await play(inputsOf(directory, { packages, tagPrefix: '{package}-v', ...changes }), log)
  const { annotations = [], summary, outputs } = report(result)
  const versions = result.releases.map(({ name, plan }) => `${name} ${plan.bump === 'none' ? 'none' : plan.tag}`)
  const warnings = annotations.map(({ message }) => message)
  return { warnings, summary, outputs, log: log.lines.join('\n'), versions, releases: result.releases }
}

describe('a commit that belongs to no package', () => {
  it('and asks for a release is named in the log, as a warning and in the summary, with its path and the remedies', async () => {
    using repository = released()
    const sha = repository.change('fix: a', 'tools/build.ts').slice(0, 7)
    const { warnings, summary, log, versions } = await told(repository)
    const text = `1 commit asks for a release and changes no path of a package, so that it is in no version: ${sha} "fix: a" (tools/build.ts); add the path to a package, or name the commit in skip-commits`
    expect(warnings).toEqual([text])
    expect(log).toContain(text)
    expect(summary).toContain(`${sha} "fix: a" &#40;tools/build.ts&#41;`)
    expect(versions).toEqual(['api none', 'web none'])
  })

  it('and asks for a version is named with the footer', async () => {
    using repository = released()
    const sha = repository.change('chore: a\n\nRelease-As: 2.0.0', 'README.md').slice(0, 7)
    expect((await told(repository)).warnings).toEqual([
      `${sha} asks for a version by "Release-As: 2.0.0" and changes no path of a package (README.md), so that no package gets it: put the footer into a commit of the package, or into an empty commit, which asks for every package`,
    ])
  })

  it('and asks for a version in a merge that brought nothing is named, too', async () => {
    using repository = released()
    repository.git('checkout', '--quiet', '-b', 'side')
    repository.commit('docs: a')
    repository.git('checkout', '--quiet', 'main')
    repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge side', '-m', 'Release-As: 2.0.0', 'side')
    const { versions, warnings } = await told(repository)
    expect(versions).toEqual(['api none', 'web none'])
    expect(warnings).toEqual([
      expect.stringContaining('"Release-As: 2.0.0" and changes no path of a package (no path)'),
    ])
  })

  it.for<
    readonly [name: string, make: (repository: Repository) => unknown, changes?: (repository: Repository) => Changes]
  >([
    ['asks for nothing', (repository) => repository.change('docs: a', 'README.md')],
    ['belongs to one of them too', (repository) => repository.change('fix: a', 'README.md', 'libs/a')],
    [
      'is taken back',
      (repository) => {
        repository.change('feat: a', 'README.md')
        repository.change('Revert "feat: a"', 'README.md')
      },
    ],
    [
      'is taken back by what asks for nothing itself',
      (repository) => {
        repository.change('feat: a', 'README.md')
        repository.change('Revert "feat: a"', 'README.md')
      },
      () => ({ judging: { mode: 'tolerant', rules: rulesOf('revert: none'), squashBodies: 'auto' } }),
    ],
    [
      'is skipped',
      (repository) => repository.change('feat: a', 'README.md'),
      (repository) => ({ skip: [repository.git('rev-parse', 'HEAD')] }),
    ],
    [
      'was there when a package was released',
      (repository) => {
        repository.change('fix: a', 'README.md')
        repository.change('fix: b', 'web/b')
        repository.tag('web-v1.0.1')
      },
    ],
    [
      'belongs to a package that the step is not about',
      (repository) => repository.change('fix: a', 'web/b'),
      () => ({ package: 'api' }),
    ],
    [
      'is a merge that brought nothing',
      (repository) => {
        repository.git('checkout', '--quiet', '-b', 'side', 'HEAD')
        repository.commit('docs: a')
        repository.git('checkout', '--quiet', 'main')
        repository.git('merge', '--quiet', '--no-ff', '-m', 'fix: a', 'side')
      },
    ],
  ])('is not named where it %s', async ([, make, changes]) => {
    using repository = released()
    make(repository)
    expect((await told(repository, changes?.(repository))).warnings).toEqual([])
  })

  it.for<readonly [name: string, message: string, ...paths: string[]]>([
    ['changes what a package excludes', 'fix: a', 'libs/docs/a'],
    ['changes nothing', 'feat: a'],
    ['breaks', 'docs!: a', 'README.md'],
  ])('is named where it %s', async ([, message, ...paths]) => {
    using repository = released()
    const sha = repository.change(message, ...paths).slice(0, 7)
    expect((await told(repository)).warnings).toEqual([
      expect.stringContaining(`${sha} "${message}" (${paths[0] ?? 'no path'})`),
    ])
  })

  it('is named with others in one line, which counts those that are too many', async () => {
    using repository = released()
    for (let index = 1; index <= 7; index++) repository.change(`fix: ${index}`, 'README.md')
    const { warnings } = await told(repository)
    expect(warnings).toEqual([
      expect.stringMatching(/^7 commits ask for a release .*"fix: 7".*"fix: 3".* and 2 more; /),
    ])
  })

  it('is named also in a step that is about one package', async () => {
    using repository = released()
    repository.change('fix: a', 'README.md')
    expect((await told(repository, { package: 'web' })).warnings).toHaveLength(1)
  })

  it('leaves a package without commits, which says whose there are none', async () => {
    using repository = released()
    repository.change('fix: a', 'README.md')
    repository.change('docs: a', 'web/a')
    const { releases } = await told(repository)
    expect(releases.map(({ plan }) => plan.because)).toEqual([
      'no commit of api since api-v1.0.0',
      'no releasing commit of web since web-v1.0.0',
    ])
  })
})

describe('a commit without changes that asks for a version', () => {
  it('asks for every package', async () => {
    using repository = released()
    repository.change('fix: a', 'web/a')
    repository.commit('chore: release\n\nRelease-As: 2.0.0')
    expect(await told(repository)).toMatchObject({ versions: ['api api-v2.0.0', 'web web-v2.0.0'], warnings: [] })
    using clone = repository.clone('--depth=1')
    expect(await told(clone)).toMatchObject({ versions: ['api api-v2.0.0', 'web web-v2.0.0'], warnings: [] })
  })

  it('asks for the one that the step is about', async () => {
    using repository = released()
    repository.commit('chore: release\n\nRelease-As: 2.0.0')
    expect((await told(repository, { package: 'web' })).versions).toEqual(['web web-v2.0.0'])
  })

  it('asks for those that were not released since, and only those below it', async () => {
    using repository = released()
    repository.change('feat!: a', 'api/a')
    repository.change('feat!: a', 'api/a')
    repository.tag('api-v3.0.0')
    repository.commit('chore: release\n\nRelease-As: 2.0.0')
    const { versions, warnings } = await told(repository)
    expect(versions).toEqual(['api none', 'web web-v2.0.0'])
    expect(warnings).toEqual([expect.stringMatching(/^api: .*which is ignored: .*not above api-v3\.0\.0/)])
    repository.tag('web-v2.0.0')
    repository.tag('api-v3.0.1')
    expect((await told(repository)).versions).toEqual(['api none', 'web none'])
  })

  it('asks on a channel for the next step of every package', async () => {
    using repository = released()
    repository.commit('chore: release\n\nRelease-As: 2.0.0')
    const channel = { branch: 'next', channels: [{ pattern: 'next', identifier: 'rc' }] }
    expect((await told(repository, channel)).versions).toEqual(['api api-v2.0.0-rc.1', 'web web-v2.0.0-rc.1'])
  })
})
