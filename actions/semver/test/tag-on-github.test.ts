import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Repository } from '../../../packages/git/test/repository.ts'
import type { SemverInputs } from '../src/inputs.ts'
import { inputsOf, outputsOf, type Changes } from './scene.ts'
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

function claiming(name: string, { directory }: Repository, changes: Changes = {}): SemverInputs {
  const { GITHUB_TOKEN: token = '', GITHUB_API_URL: apiUrl = '' } = cloud.env
  const github = { token, apiUrl, serverUrl: cloud.url, owner: 'octo', repo: name }
  return inputsOf(directory, { mode: 'tag', github, ...changes })
}

async function tag(name: string, repository: Repository, version?: string): Promise<Readonly<Record<string, string>>> {
  return outputsOf(claiming(name, repository, version === undefined ? {} : { version }))
}

function released(): Repository {
  const repository = Repository.of('feat: a')
  repository.tag('v1.2.0')
  repository.commit('feat: b')
  return repository
}

/** The outputs as one text; the names of files are new in each run. */
const withoutFiles = ({ 'notes-file': _, 'commits-file': __, ...outputs }: Readonly<Record<string, string>>): string =>
  JSON.stringify(outputs)

const made = { version: '1.3.0', tag: 'v1.3.0', bump: 'minor', 'previous-version': '1.2.0', released: 'true' }

describe('tagging on GitHub', () => {
  it('moves the base on: the next run starts after the tag that this one made', async () => {
    using origin = released()
    await publish('next', origin)
    using first = await checkout('next')
    expect(await tag('next', first)).toMatchObject(made)
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
    expect(outputs).toMatchObject([made, made, made, made])
  })

  it('again has the same outputs in a clone of depth 1', async () => {
    using origin = released()
    await publish('shallow', origin)
    using clone = Repository.empty()
    clone.git('remote', 'add', 'origin', `${cloud.url}/octo/shallow.git`)
    await clone.talk('fetch', '--quiet', '--depth=1', '--no-tags', 'origin', 'main')
    clone.git('checkout', '--quiet', '-B', 'main', 'FETCH_HEAD')
    expect([await tag('shallow', clone), await tag('shallow', clone)]).toMatchObject([made, made])
  })

  it('by many runs at once on one commit makes one tag, and all have the same outputs', async () => {
    using origin = released()
    await publish('many', origin)
    using clone = await checkout('many')
    const outputs = await Promise.all(Array.from({ length: 6 }, () => tag('many', clone, '1.3.0')))
    expect(outputs).toMatchObject(Array.from(outputs, () => made))
    expect(new Set(outputs.map(withoutFiles)).size).toBe(1)
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
