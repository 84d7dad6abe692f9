import { describe, expect, it } from 'vitest'
import { cleanEnvironment, Repository } from '@slipway/test-support/git/repository'
import { livePorts } from '../src/live.ts'
import { run } from '../src/run.ts'
import { onGitHub } from './on-github.ts'
import { inputsOf, logInMemory, outputsOf, play } from './scene.ts'

const github = onGitHub()

function begun(): Repository {
  const repository = Repository.of('feat: begin')
  repository.tag('v1.2.0')
  repository.commit('feat: b')
  return repository
}

describe('a tag that GitHub refuses', () => {
  const integration = 'Resource not accessible by integration'
  const rules = 'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n'

  it.for([
    [
      'permission',
      { status: 403, message: integration, headers: { 'x-accepted-github-permissions': 'contents=write' } },
      'PERMISSION_MISSING',
      /contents=write/,
      /contents: write$/,
    ],
    [
      'workflows',
      {
        status: 403,
        message: integration,
        headers: { 'x-accepted-github-permissions': 'contents=write,workflows=write' },
      },
      'PERMISSION_MISSING',
      /workflows=write/,
      /workflows: write/,
    ],
    ['token', { status: 401, message: 'Bad credentials' }, 'TOKEN_REFUSED', /Bad credentials/, /token/],
    [
      'limit',
      {
        status: 403,
        message: 'API rate limit exceeded',
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1900000000' },
      },
      'RATE_LIMITED',
      /rate limit/,
      /2030-03-17/,
    ],
    [
      'secondary',
      { status: 403, message: 'You have exceeded a secondary rate limit', headers: { 'retry-after': '60' } },
      'RATE_LIMITED',
      /secondary/,
      /60 s/,
    ],
    ['down', { status: 502, message: 'Bad gateway' }, 'GITHUB_UNAVAILABLE', /502/, /again/],
    [
      'signed',
      { status: 422, message: 'Repository rule violations found\n\nCommits must have verified signatures.' },
      'TAG_REFUSED',
      /verified signatures/,
      /Rulesets/,
    ],
  ] as const)('says why, and what to do (%s)', async ([name, failure, code, message, remedy]) => {
    using origin = begun()
    await github.publish(name, origin)
    github.cloud.world.github.fail({ method: 'POST', path: `/repos/octo/${name}/git/refs`, ...failure })
    await expect(play(github.inputs(name, origin))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
    expect(Object.keys(github.tags(name))).toEqual(['v1.2.0'])
    expect(await outputsOf(github.inputs(name, origin))).toMatchObject({ version: '1.3.0', released: 'true' })
  })

  it('by a ruleset is told with the name of the ruleset, and is no burned name', async () => {
    using origin = begun()
    await github.publish('ruled', origin)
    const refusal = { method: 'POST', path: '/repos/octo/ruled/git/refs', status: 422, message: rules }
    github.cloud.world.github.fail(refusal)
    github.cloud.world.github.fail({ path: '/repos/octo/ruled/rulesets*', status: 403, message: 'No' })
    await expect(play(github.inputs('ruled', origin))).rejects.toMatchObject({ code: 'TAG_REFUSED' })
  })
})

describe('an answer that is lost', () => {
  it('while the tag was made is no reason to make another', async () => {
    using origin = begun()
    await github.publish('lost', origin)
    const path = '/repos/octo/lost/git/refs'
    github.cloud.world.github.fail({ method: 'POST', path, status: 502, message: 'Bad gateway', applied: true })
    expect(await outputsOf(github.inputs('lost', origin))).toMatchObject({ version: '1.3.0', released: 'true' })
    expect(github.written('lost').map(([tag]) => tag)).toEqual(['v1.3.0'])
  })

  it('while the release was drafted, published, or a floating tag was moved, neither', async () => {
    using origin = begun()
    origin.tag('v1', 'v1.2.0')
    await github.publish('lost-release', origin)
    const lost = { status: 502, message: 'Bad gateway', applied: true }
    const at = '/repos/octo/lost-release'
    github.cloud.world.github.fail({ ...lost, method: 'POST', path: `${at}/releases` })
    github.cloud.world.github.fail({ ...lost, method: 'PATCH', path: `${at}/releases/*` })
    github.cloud.world.github.fail({ ...lost, method: 'PATCH', path: `${at}/git/refs/*` })
    await play(github.inputs('lost-release', origin, { mode: 'release' }))
    expect(github.releases('lost-release')).toEqual({ 'v1.3.0': 'latest' })
    expect(github.tags('lost-release')['v1']).toBe(origin.git('rev-parse', 'HEAD'))
  })

  it('to a question is asked again', async () => {
    using origin = begun()
    await github.publish('asked', origin)
    const path = '/repos/octo/asked/git/matching-refs/*'
    github.cloud.world.github.fail({ method: 'GET', path, status: 503, message: 'Unavailable', times: 2 })
    expect(await outputsOf(github.inputs('asked', origin))).toMatchObject({ released: 'true' })
  })
})

describe('a given version', () => {
  it('is tagged exactly, whatever the commits ask for', async () => {
    using origin = begun()
    await github.publish('given', origin)
    expect(await outputsOf(github.inputs('given', origin, { version: '1.9.0' }))).toMatchObject({ tag: 'v1.9.0' })
  })

  it.for([
    ['descendant', 'main'],
    ['elsewhere', 'other'],
  ] as const)('that is on a %s fails with the name of what took it', async ([name, branch]) => {
    using origin = begun()
    await github.publish(`given-${name}`, origin)
    using other = await github.checkout(`given-${name}`)
    if (name === 'elsewhere') other.git('reset', '--quiet', '--hard', 'v1.2.0')
    const taker = other.commit('feat: another')
    await github.push(other, `given-${name}`, branch)
    await play(github.inputs(`given-${name}`, other, { version: '1.3.0' }))
    await expect(play(github.inputs(`given-${name}`, origin, { version: '1.3.0' }))).rejects.toMatchObject({
      code: 'VERSION_TAKEN',
      message: expect.stringContaining(taker),
    })
    expect(github.tags(`given-${name}`)['v1.3.0']).toBe(taker)
  })

  it('that is not above what the commit contains fails', async () => {
    using origin = begun()
    await github.publish('given-below', origin)
    await expect(play(github.inputs('given-below', origin, { version: '1.2.0-rc.1' }))).rejects.toMatchObject({
      code: 'VERSION_NOT_ABOVE_BASE',
    })
  })
})

describe('a place without history', () => {
  it('and without a token is named', async () => {
    using folder = new Repository()
    await expect(play(inputsOf(folder.directory))).rejects.toMatchObject({
      code: 'NO_REPOSITORY',
      message: expect.stringContaining(folder.directory),
      remedy: expect.stringMatching(/actions\/checkout/),
    })
  })

  it('but with a token is read over the API, also to tag and release', async () => {
    using origin = begun()
    await github.publish('bare', origin)
    using folder = new Repository()
    const sha = origin.git('rev-parse', 'HEAD')
    const inputs = github.inputs('bare', folder, { mode: 'release', sha })
    expect(await outputsOf(inputs)).toMatchObject({ version: '1.3.0', released: 'true', 'floating-tags': 'v1,v1.3' })
    expect(await outputsOf(inputs)).toMatchObject({ version: '1.3.0', released: 'true' })
    expect(github.tags('bare')['v1.3.0']).toBe(sha)
  })

  it('has no packages', async () => {
    using origin = begun()
    await github.publish('bare-packages', origin)
    using folder = new Repository()
    const packages = [{ name: 'api', include: ['api'], exclude: [] }]
    const changes = { packages, tagPrefix: '{package}-v', sha: origin.git('rev-parse', 'HEAD') }
    await expect(play(github.inputs('bare-packages', folder, changes))).rejects.toMatchObject({
      code: 'HISTORY_NEEDS_CHECKOUT',
    })
  })
})

describe('a checkout that belongs to somebody else, as in a container job,', () => {
  it.for([
    ['whole', 'checkout', []],
    ['shallow', 'fetched', ['--depth=1', '--no-tags']],
  ] as const)('is read (%s)', async ([name, source, options]) => {
    using origin = begun()
    await github.publish(`foreign-${name}`, origin)
    using clone = Repository.empty()
    clone.git('remote', 'add', 'origin', `${github.cloud.url}/octo/foreign-${name}.git`)
    await clone.talk('fetch', '--quiet', '--tags', ...options, 'origin', 'main')
    clone.git('checkout', '--quiet', '-B', 'main', 'FETCH_HEAD')
    const inputs = inputsOf(clone.directory)
    const env = { ...cleanEnvironment, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }
    const ports = livePorts(inputs, { log: logInMemory(), signal: new AbortController().signal, env })
    const result = await run(inputs, { ...ports, files: { write: (file) => file } }, new AbortController().signal)
    expect(result).toMatchObject({ source, releases: [{ plan: { tag: 'v1.3.0' } }] })
  })
})
