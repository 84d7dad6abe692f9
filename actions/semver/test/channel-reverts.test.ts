import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { inputsOf, outputsOf, type Changes } from './scene.ts'

const channels = ['rc', 'beta'].map((identifier) => ({ pattern: identifier, identifier }))

/** `main` with v1.2.0 and the branches `rc` and `beta` of it, each with its channel. */
function released(): Repository {
  const repository = Repository.of('feat: begin')
  repository.tag('v1.2.0')
  for (const { pattern } of channels) repository.git('branch', pattern)
  return repository
}

/** What a branch releases now, as `version` or `none`; its tag is there afterwards. */
async function release(repository: Repository, changes: Changes = {}): Promise<string> {
  const branch = repository.git('symbolic-ref', '--short', 'HEAD')
  const {
    bump,
    version = '',
    tag = '',
  } = await outputsOf(inputsOf(repository.directory, { branch, channels, ...changes }))
  if (bump === 'none') return 'none'
  repository.tag(tag)
  return version
}

/** `branch: message -> what follows`; a message `< other` merges another branch, and `{message}` is the sha of its commit. */
async function follow(repository: Repository, story: readonly string[], changes?: Changes): Promise<readonly string[]> {
  const shas = new Map<string, string>()
  const told: string[] = []
  for (const line of story) {
    const [, branch = '', message = ''] = /^(\w+): (.*) -> /s.exec(line) ?? []
    repository.git('checkout', '--quiet', branch)
    const text = message.replaceAll(/\{(.*?)\}/g, (_, of: string) => shas.get(of) ?? of)
    if (text.startsWith('< ')) repository.merge(text.slice(2))
    else shas.set(message, repository.change(text, `${branch}.txt`))
    told.push(`${branch}: ${message} -> ${await release(repository, changes)}`)
  }
  return told
}

const bySha = '\n\nThis reverts commit'

describe('on a channel the revert', () => {
  it.for<readonly [name: string, ...story: string[]]>([
    [
      'of what an earlier pre-release has makes the next one',
      'rc: feat: a -> 1.3.0-rc.1',
      'rc: Revert "feat: a" -> 1.3.0-rc.2',
      'rc: docs: b -> none',
      'rc: fix: c -> 1.3.0-rc.3',
    ],
    ['by sha', 'rc: feat: a -> 1.3.0-rc.1', `rc: Revert "feat: a"${bySha} {feat: a}. -> 1.3.0-rc.2`],
    ['by type', 'rc: feat: a -> 1.3.0-rc.1', 'rc: revert: feat: a -> 1.3.0-rc.2'],
    [
      'of what no pre-release has yet makes none',
      'rc: fix: a -> 1.2.1-rc.1',
      'rc: docs: b -> none',
      'rc: revert: docs: b -> none',
    ],
    [
      'of a revert makes a pre-release that has the change again',
      'rc: feat: a -> 1.3.0-rc.1',
      'rc: Revert "feat: a" -> 1.3.0-rc.2',
      'rc: Reapply "feat: a" -> 1.3.0-rc.3',
      'rc: Revert "Reapply "feat: a"" -> 1.3.0-rc.4',
    ],
    [
      'of what came several pre-releases before makes one',
      'rc: feat: a -> 1.3.0-rc.1',
      'rc: fix: b -> 1.3.0-rc.2',
      'rc: Revert "feat: a" -> 1.3.0-rc.3',
    ],
    [
      'of a break leads to no lower release than what is out',
      'rc: feat!: a -> 2.0.0-rc.1',
      'rc: Revert "feat!: a" -> 2.0.0-rc.2',
      'rc: fix: b -> 2.0.0-rc.3',
      'main: < rc -> 2.0.0',
    ],
    [
      'of a merge that an earlier pre-release has makes the next one',
      'main: fix: a -> 1.2.1',
      'beta: feat: b -> 1.3.0-beta.1',
      'rc: < beta -> 1.3.0-rc.1',
      `rc: Revert "Merge branch 'beta' into rc" -> 1.3.0-rc.2`,
    ],
    [
      'counts on each channel that has the change',
      'beta: feat: a -> 1.3.0-beta.1',
      'rc: < beta -> 1.3.0-rc.1',
      'beta: Revert "feat: a" -> 1.3.0-beta.2',
      'rc: < beta -> 1.3.0-rc.2',
    ],
    [
      'counts for nothing on a channel that never had the change',
      'beta: feat: a -> 1.3.0-beta.1',
      'beta: Revert "feat: a" -> 1.3.0-beta.2',
      'rc: < beta -> none',
    ],
    [
      'counts too when a stable release came in with it',
      'rc: feat!: a -> 2.0.0-rc.1',
      'main: fix: b -> 1.2.1',
      'rc: < main -> 2.0.0-rc.2',
      'rc: Revert "feat!: a" -> 2.0.0-rc.3',
    ],
  ])('%s', async ([, ...story]) => {
    using repository = released()
    expect(await follow(repository, story)).toEqual(story)
  })

  it('counts also where a stable release comes in with it', async () => {
    using repository = released()
    await follow(repository, ['rc: feat!: a -> 2.0.0-rc.1', 'main: fix: b -> 1.2.1'])
    repository.git('checkout', '--quiet', 'rc')
    repository.merge('main')
    repository.commit('Revert "feat!: a"')
    expect(await release(repository)).toBe('2.0.0-rc.2')
  })

  it('counts from a shallow clone too, and is what the notes tell', async () => {
    using repository = released()
    await follow(repository, ['rc: feat: a -> 1.3.0-rc.1'])
    repository.commit('Revert "feat: a"')
    using clone = repository.clone('--depth=1')
    const found = await outputsOf(inputsOf(clone.directory, { branch: 'rc', channels }))
    expect(found).toMatchObject({ version: '1.3.0-rc.2', 'previous-version': '1.3.0-rc.1' })
    expect(found['notes']).toMatch(/### Reverts\n\n- .*feat: a/)
  })

  it('counts in the package that has the change, and in no other', async () => {
    using repository = Repository.empty()
    repository.change('feat: begin', 'api/a', 'web/a')
    for (const name of ['api-v1.2.0', 'web-v1.2.0']) repository.tag(name)
    repository.change('feat: a', 'api/a')
    repository.tag('api-v1.3.0-rc.1')
    repository.change('Revert "feat: a"', 'api/a')
    const packages = ['api', 'web'].map((name) => ({ name, include: [name], exclude: [] }))
    const found = await outputsOf(
      inputsOf(repository.directory, { branch: 'rc', channels, packages, tagPrefix: '{package}-v' }),
    )
    expect(JSON.parse(found['packages'] ?? '')).toMatchObject([{ name: 'api', version: '1.3.0-rc.2' }])
  })
})

describe('what pre-releases had and was taken back', () => {
  it.for<readonly [name: string, ...story: string[]]>([
    [
      'is completed where they graduate: their release is due, once',
      'rc: feat: a -> 1.3.0-rc.1',
      'rc: Revert "feat: a" -> 1.3.0-rc.2',
      'main: < rc -> 1.3.0',
      'main: docs: b -> none',
    ],
    [
      'is completed also when it was taken back after the last of them',
      'rc: feat: a -> 1.3.0-rc.1',
      'main: < rc -> 1.3.0',
    ],
    [
      'of which one pre-release graduated and another did not',
      'rc: feat: a -> 1.3.0-rc.1',
      'beta: < rc -> 1.3.0-beta.1',
      'beta: Revert "feat: a" -> 1.3.0-beta.2',
      'main: < beta -> 1.3.0',
    ],
    [
      'is nothing where no pre-release had it, although one is there',
      'rc: docs: a -> none',
      'main: < rc -> none',
      'main: feat: b -> 1.3.0',
      'main: feat: c -> 1.4.0',
    ],
  ])('%s', async ([, ...story]) => {
    using repository = released()
    expect(await follow(repository, story)).toEqual(story)
  })

  it.for<readonly [name: string, branch: string, expected: string]>([
    ['main, with the revert on it alone', 'main', '1.3.0'],
    ['a maintenance line', '1.x', '1.3.0'],
  ])('is completed on %s', async ([, branch, expected]) => {
    using repository = released()
    await follow(repository, ['rc: feat: a -> 1.3.0-rc.1'])
    repository.git('checkout', '--quiet', '-B', branch, 'main')
    repository.merge('rc')
    repository.commit('Revert "feat: a"')
    expect(await release(repository)).toBe(expected)
  })

  it('is told as taken back, not as a change, where the release brings something else', async () => {
    using repository = released()
    await follow(repository, ['rc: feat: a -> ', 'rc: Revert "feat: a" -> ', 'rc: fix: b -> '])
    repository.git('checkout', '--quiet', 'main')
    repository.merge('rc')
    const { version, notes = '' } = await outputsOf(inputsOf(repository.directory))
    expect(version).toBe('1.3.0')
    expect(notes).toMatch(/### Fixes\n\n- b .*\n\n### Reverted\n\n- a /)
  })

  it('is nothing where it came and went beside a pre-release', async () => {
    using repository = released()
    repository.commit('docs: a')
    repository.tag('v2.0.0-rc.1')
    repository.commit('feat: b')
    repository.commit('Revert "feat: b"')
    expect(await release(repository)).toBe('none')
  })
})
