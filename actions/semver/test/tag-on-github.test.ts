import { openGit } from '@slipway/git'
import { gitHubTags } from '@slipway/github'
import type { LocalCloud } from '@slipway/local-cloud'
import { parseVersion } from '@slipway/versioning'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanEnvironment, Repository } from '../../../packages/git/test/repository.ts'
import { report } from '../src/report.ts'
import { run } from '../src/run.ts'
import { logInMemory } from './in-memory.ts'
import { startLocalCloud } from '../../../packages/local-cloud/test/support/cloud.ts'

let cloud: LocalCloud
beforeAll(async () => void (cloud = await startLocalCloud()))
afterAll(() => cloud.stop())

/** A repository on GitHub that holds what `origin` holds. */
async function publish(name: string, origin: Repository): Promise<void> {
  await cloud.addRepository(`octo/${name}`, origin.directory)
}

/** A runner's own checkout, over git's HTTP protocol as from GitHub. */
const checkout = (name: string): Promise<Repository> => Repository.from(`${cloud.url}/octo/${name}.git`)

function push(repository: Repository, name: string): Promise<void> {
  const url = `http://x:${cloud.env['GITHUB_TOKEN']}@${cloud.registryHost}/octo/${name}.git`
  return repository.talk('push', '--quiet', url, 'HEAD:main')
}

async function tag(
  name: string,
  { directory }: Repository,
  version?: string,
): Promise<Readonly<Record<string, string>>> {
  const token = cloud.env['GITHUB_TOKEN'] ?? ''
  const apiUrl = cloud.env['GITHUB_API_URL'] ?? ''
  const tags = gitHubTags({ token, apiUrl, owner: 'octo', repo: name })
  const git = await openGit({ directory, env: cleanEnvironment })
  const given = version === undefined ? undefined : parseVersion(version)
  const inputs = { version: given, tagPrefix: 'v', directory, github: undefined }
  return report(await run(inputs, { git, tags, log: logInMemory() })).outputs
}

function released(): Repository {
  const repository = Repository.of('feat: a')
  repository.tag('v1.2.0')
  repository.commit('feat: b')
  return repository
}

const made = { version: '1.3.0', tag: 'v1.3.0', bump: 'minor', 'previous-version': '1.2.0', released: 'true' }

describe('tagging on GitHub', () => {
  it('moves the base on: the next run starts after the tag that this one made', async () => {
    using origin = released()
    await publish('next', origin)
    using first = await checkout('next')
    expect(await tag('next', first)).toEqual(made)
    using second = await checkout('next')
    expect(second.git('rev-parse', 'v1.3.0')).toBe(origin.git('rev-parse', 'HEAD'))
    second.commit('docs: c')
    expect(await tag('next', second)).toMatchObject({ bump: 'none', released: 'false', 'previous-version': '1.3.0' })
    second.commit('fix: d')
    await push(second, 'next')
    expect(await tag('next', second)).toMatchObject({ version: '1.3.1', 'previous-version': '1.3.0', released: 'true' })
  })

  it('again has the same outputs, with and without the tag in the checkout', async () => {
    using origin = released()
    await publish('again', origin)
    using before = await checkout('again')
    const outputs = [await tag('again', before, '1.3.0'), await tag('again', before, '1.3.0')]
    using after = await checkout('again')
    outputs.push(await tag('again', after, '1.3.0'), await tag('again', after))
    expect(outputs).toEqual([made, made, made, made])
  })

  it('by many runs at once on one commit makes one tag, and all have the same outputs', async () => {
    using origin = released()
    await publish('many', origin)
    using clone = await checkout('many')
    const outputs = await Promise.all(Array.from({ length: 6 }, () => tag('many', clone, '1.3.0')))
    expect(new Set(outputs.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(made)]))
    const written = cloud.timeline.events.filter((event) => event.kind === 'ref' && event.repository === 'octo/many')
    expect(written).toMatchObject([{ ref: 'refs/tags/v1.3.0' }])
  })

  it('fails when a commit that the checkout does not know has the version', async () => {
    using origin = released()
    await publish('taken', origin)
    using stale = await checkout('taken')
    using fresh = await checkout('taken')
    const other = fresh.commit('feat: c')
    await push(fresh, 'taken')
    expect(await tag('taken', fresh)).toMatchObject({ version: '1.3.0', released: 'true' })
    await expect(tag('taken', stale, '1.3.0')).rejects.toMatchObject({
      code: 'VERSION_TAKEN',
      message: expect.stringContaining(`on commit ${other}`),
    })
  })
})
