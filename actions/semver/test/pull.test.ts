import { describe, expect, it } from 'vitest'
import type { SemverResult } from '../src/result.ts'
import { report } from '../src/report.ts'
import { buildPull, type PullScene } from './pull-scene.ts'
import { inputsOf, play, type Changes } from './scene.ts'

async function previewOf(scene: PullScene, changes: Changes = {}): Promise<SemverResult> {
  const { repository, pull } = buildPull(scene)
  using _ = repository
  return await play(inputsOf(repository.directory, { pull, ...changes }))
}

/** What each way of merging would release: the tag, `-` for nothing, `no` for a way that is not allowed. */
function ways({ pull }: SemverResult): readonly [squash: string, merge: string] {
  const of = (plan: NonNullable<SemverResult['pull']>['squash']): string =>
    plan === undefined ? 'no' : plan.bump === 'none' ? '-' : plan.tag
  return [of(pull?.squash), of(pull?.merge)]
}

const one = { title: 'docs: words', commits: ['feat: a'] }
const several = { title: 'fix: words', commits: ['feat: a', 'docs: b'] }

describe('a pull request releases', () => {
  it.for<[name: string, scene: PullScene, squash: string, merge: string]>([
    ['of one commit, its message', one, 'v1.3.0', 'v1.3.0'],
    [
      'of one commit, its title where the repository says so',
      { ...one, squash: { titleFrom: 'PR_TITLE' } },
      '-',
      'v1.3.0',
    ],
    ['of several commits, its title', several, 'v1.2.1', 'v1.3.0'],
    [
      'of several commits, the title even if none of them counts',
      { title: 'feat!: a', commits: ['docs: a', 'docs: b'] },
      'v2.0.0',
      'v2.0.0',
    ],
    [
      'a footer in the message of one of the commits',
      { title: 'fix: a', commits: ['fix: a\n\nBREAKING CHANGE: b', 'docs: b'] },
      'v2.0.0',
      'v2.0.0',
    ],
    [
      'no footer of a commit with PR_BODY',
      { title: 'fix: a', commits: ['fix: a\n\nBREAKING CHANGE: b', 'docs: b'], squash: { messageFrom: 'PR_BODY' } },
      'v1.2.1',
      'v2.0.0',
    ],
    [
      'a footer of its text with PR_BODY',
      { ...several, body: 'why\n\nBREAKING CHANGE: b', squash: { messageFrom: 'PR_BODY' } },
      'v2.0.0',
      'v1.3.0',
    ],
    [
      'no more than its title with BLANK',
      {
        title: 'fix: a',
        body: 'BREAKING CHANGE: b',
        commits: ['fix: a\n\nBREAKING CHANGE: b', 'docs: b'],
        squash: { messageFrom: 'BLANK' },
      },
      'v1.2.1',
      'v2.0.0',
    ],
    [
      'what its bullets say under a title that says nothing',
      { title: 'Various things', commits: ['feat: a', 'fix: b'] },
      'v1.3.0',
      'v1.3.0',
    ],
    [
      'with what waits on its base',
      { title: 'docs: a', commits: ['docs: a', 'docs: b'], base: ['feat: waiting'] },
      'v1.3.0',
      'v1.3.0',
    ],
    [
      'with what came to its base meanwhile',
      { title: 'docs: a', commits: ['docs: a', 'docs: b'], after: ['feat: after'] },
      'v1.3.0',
      'v1.3.0',
    ],
    ['nothing when nothing counts', { title: 'docs: a', commits: ['docs: a', 'chore: b'] }, '-', '-'],
    ['by squash only', { ...several, merge: { allowed: false }, rebase: false }, 'v1.2.1', 'no'],
    ['by merge only', { ...several, squash: { allowed: false }, rebase: false }, 'no', 'v1.3.0'],
    [
      'by rebase only: its commits, not its title',
      { title: 'feat!: a', commits: ['docs: a', 'fix: b'], squash: { allowed: false }, merge: { allowed: false } },
      'no',
      'v1.2.1',
    ],
    [
      'by merge with its title as the header',
      { title: 'feat!: a', commits: ['docs: a'], merge: { titleFrom: 'PR_TITLE', messageFrom: 'BLANK' } },
      '-',
      'v2.0.0',
    ],
    [
      'by merge without its title',
      { title: 'feat!: a', commits: ['docs: a'], merge: { messageFrom: 'BLANK' } },
      '-',
      '-',
    ],
    [
      'by merge with its text',
      {
        title: 'feat: a',
        body: 'BREAKING CHANGE: b',
        commits: ['docs: a'],
        merge: { titleFrom: 'PR_TITLE', messageFrom: 'PR_BODY' },
      },
      '-',
      'v2.0.0',
    ],
    [
      'what its revert takes back',
      { title: 'Take it back', commits: ['Revert "feat: waiting"'], base: ['feat: waiting'] },
      '-',
      '-',
    ],
  ])('%s', async ([, scene, squash, merge]) => {
    for (const checkout of ['merge', 'head'] as const) {
      if (checkout === 'head' && scene.after !== undefined) continue
      expect(ways(await previewOf({ ...scene, checkout })), checkout).toEqual([squash, merge])
    }
  })

  it('the same version in the outputs as by the way it will be merged', async () => {
    const squashed = await previewOf({ ...several, merge: { allowed: false }, rebase: false })
    expect(report(squashed).outputs).toMatchObject({ version: '1.2.1', bump: 'patch', released: 'false' })
    expect(report(await previewOf(several)).outputs).toMatchObject({ version: '1.3.0', bump: 'minor' })
  })

  it('with a merge of its base into it, that base once, and what it brings as several commits', async () => {
    const { repository, pull } = buildPull({ title: 'fix: a', commits: ['feat: a'], after: ['feat!: on main'] })
    using _ = repository
    repository.git('checkout', '--quiet', 'topic')
    repository.merge('main')
    repository.tag('v2.0.0', 'main')
    const headSha = repository.git('rev-parse', 'HEAD')
    const result = await play(inputsOf(repository.directory, { pull: { ...pull, headSha, commits: 2 } }))
    expect(ways(result)).toEqual(['v2.0.1', 'v2.1.0'])
  })

  it('pre-releases where its base is a channel, and nothing that breaks where that is a maintenance line', async () => {
    const scene = { title: 'feat!: a', commits: ['docs: a', 'docs: b'] }
    const channels = [{ pattern: 'next', identifier: 'rc' }]
    expect(ways(await previewOf(scene, { branch: 'next', channels }))).toEqual(['v2.0.0-rc.1', 'v2.0.0-rc.1'])
    const line = await previewOf(scene, { branch: '1.x' })
    expect(line.pull?.squash?.refusal).toMatchObject({ code: 'BREAKS_MAINTENANCE_LINE' })
    expect(report(line).failure).toBeUndefined()
    expect(report(line).annotations).toMatchObject([{ level: 'warning', message: expect.stringContaining('1.x') }])
  })
})

describe('a pull request in a clone of depth 1', () => {
  async function previewShallow(ref: 'topic' | 'refs/pull/7/merge'): Promise<SemverResult> {
    const { repository, pull } = buildPull({ ...several, after: ['docs: after'] })
    using _ = repository
    using clone = repository.clone('--depth=1', '--no-checkout')
    clone.git('fetch', '--quiet', '--depth=1', 'origin', ref)
    clone.git('checkout', '--quiet', '--detach', 'FETCH_HEAD')
    return await play(inputsOf(clone.directory, { pull }))
  }

  it('of its merge is completed', async () => {
    const result = await previewShallow('refs/pull/7/merge')
    expect(result).toMatchObject({ source: 'fetched', warnings: [] })
    expect(ways(result)).toEqual(['v1.2.1', 'v1.3.0'])
  })

  it('of its head, which does not tell what it brings, says so', async () => {
    const result = await previewShallow('topic')
    expect(result.warnings).toMatchObject([/does not tell what the pull request #7 brings, and there is no token/])
    expect(ways(result)[1]).toBe('v1.3.0')
  })
})

describe('a major of a pull request', () => {
  const policy = { majorPolicy: 'require-approval' } as const
  const breaking = { title: 'feat!: a', commits: ['feat!: a', 'docs: b'] }

  it('that nobody approved is a warning there', async () => {
    const result = await previewOf(breaking, { policy })
    expect(ways(result)).toEqual(['v2.0.0', 'v2.0.0'])
    expect(result.pull).toMatchObject({
      squash: { refusal: { code: 'MAJOR_NOT_APPROVED' } },
      merge: { refusal: { code: 'MAJOR_NOT_APPROVED' } },
    })
    expect(report(result).failure).toBeUndefined()
    expect(report(result).annotations).toMatchObject([{ level: 'warning', message: expect.stringMatching(/approval/) }])
  })

  it.for([
    ['merge', 'release: major'],
    ['head', 'release: major'],
    ['head', 'Release: Major'],
  ] as const)('is approved by its label (%s, %s)', async ([checkout, label]) => {
    const { pull } = await previewOf({ ...breaking, labels: [label], checkout }, { policy })
    expect([pull?.squash?.refusal, pull?.merge?.refusal]).toEqual([undefined, undefined])
  })

  it('of its base is not approved by its label', async () => {
    const scene = { ...breaking, base: ['fix!: waiting'], labels: ['release: major'] }
    const { pull } = await previewOf(scene, { policy })
    expect(pull?.merge?.refusal?.message).toMatch(/approval of [0-9a-f]{7} "fix!: waiting"$/)
  })
})

describe('lint on a pull request', () => {
  const sloppy = { title: 'Words', commits: ['Add a', 'feat: b'] }
  const onlySquash = { merge: { allowed: false }, rebase: false }

  it.for<[name: string, scene: PullScene, lint: 'auto' | 'messages' | 'title', found: readonly string[]]>([
    ['auto takes the messages where they stay', sloppy, 'auto', ['Add a']],
    ['auto takes the title where it is what stays', { ...sloppy, ...onlySquash }, 'auto', ['Words']],
    [
      'auto takes the message of a single commit that becomes the title',
      { title: 'Words', commits: ['Add a'], ...onlySquash },
      'auto',
      ['Add a'],
    ],
    [
      'auto takes the title over a single commit where the repository does',
      { title: 'Words', commits: ['Add a'], ...onlySquash, squash: { titleFrom: 'PR_TITLE' } },
      'auto',
      ['Words'],
    ],
    [
      'messages takes those of the pull request only',
      { ...sloppy, ...onlySquash, base: ['Sloppy base'], after: ['Sloppy too'] },
      'messages',
      ['Add a'],
    ],
    ['title takes the title', sloppy, 'title', ['Words']],
  ])('%s', async ([, scene, lint, found]) => {
    const result = await previewOf(scene, { lint })
    expect(result.lint?.map(({ lineText }) => lineText)).toEqual(found)
    expect(report(result).failure).toMatch(/^lint: 1 finding/)
  })

  it('of the title has nothing to judge on a push', async () => {
    const { repository } = buildPull(sloppy)
    using _ = repository
    repository.git('checkout', '--quiet', 'topic')
    expect((await play(inputsOf(repository.directory, { lint: 'title' }))).lint).toBeUndefined()
  })
})

describe('packages on a pull request', () => {
  const packages = [
    { name: 'api', include: ['api'], exclude: [] },
    { name: 'web', include: ['web'], exclude: [] },
  ]

  it.for([
    ['by merge', {}, ['api-v2.0.0', '-']],
    [
      'by squash only: the title for each that it touches',
      { merge: { allowed: false }, rebase: false },
      ['api-v1.0.1', 'web-v1.0.1'],
    ],
  ] as const)('%s', async ([, ways, tags]) => {
    const { repository, pull } = buildPull({ title: 'fix: both', commits: [], ...ways })
    using _ = repository
    repository.git('checkout', '--quiet', 'main')
    repository.tag('api-v1.0.0')
    repository.tag('web-v1.0.0')
    repository.git('checkout', '--quiet', 'topic')
    repository.commitFiles('feat!: api', { 'api/a': '1' })
    repository.commitFiles('docs: web', { 'web/a': '1' })
    const headSha = repository.git('rev-parse', 'HEAD')
    const changes = { packages, tagPrefix: '{package}-v', pull: { ...pull, headSha, commits: 2 } }
    const { releases } = await play(inputsOf(repository.directory, changes))
    expect(releases.map(({ plan }) => (plan.bump === 'none' ? '-' : plan.tag))).toEqual(tags)
  })

  const squashOnly = { merge: { allowed: false }, rebase: false }
  it.for([
    ['alone, by merge: for every package', {}, [], ['api-v2.0.0', 'web-v2.0.0']],
    ['beside others, by merge: for every package', {}, ['api/a'], ['api-v2.0.0', 'web-v2.0.0']],
    ['alone, by squash, which changes nothing either: for every package', squashOnly, [], ['api-v2.0.0', 'web-v2.0.0']],
    ['beside others, by squash: for the package that it changes', squashOnly, ['api/a'], ['api-v2.0.0', '-']],
  ] as const)('an empty commit that asks for a version %s', async ([, ways, paths, tags]) => {
    const { repository, pull } = buildPull({ title: 'fix: a', commits: [], ...ways })
    using _ = repository
    repository.git('checkout', '--quiet', 'main')
    repository.tag('api-v1.0.0')
    repository.tag('web-v1.0.0')
    repository.git('checkout', '--quiet', 'topic')
    for (const path of paths) repository.change('fix: a', path)
    repository.commit('chore: b\n\nRelease-As: 2.0.0')
    const headSha = repository.git('rev-parse', 'HEAD')
    const changes = { packages, tagPrefix: '{package}-v', pull: { ...pull, headSha, commits: paths.length + 1 } }
    const { releases, warnings } = await play(inputsOf(repository.directory, changes))
    expect(releases.map(({ plan }) => (plan.bump === 'none' ? '-' : plan.tag))).toEqual(tags)
    expect(warnings).toEqual([])
  })

  it('names a commit of it that changes no package', async () => {
    const { repository, pull } = buildPull({ title: 'fix: a', commits: [], ...squashOnly })
    using _ = repository
    repository.git('checkout', '--quiet', 'topic')
    const headSha = repository.change('fix: a', 'README.md')
    const changes = { packages, tagPrefix: '{package}-v', pull: { ...pull, headSha, commits: 1 } }
    const { warnings } = await play(inputsOf(repository.directory, changes))
    expect(warnings).toEqual([expect.stringContaining(`${headSha.slice(0, 7)} "fix: a" (README.md)`)])
  })
})
