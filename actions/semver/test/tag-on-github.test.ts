import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { onGitHub } from './on-github.ts'
import { outputsOf, play, withoutFiles } from './scene.ts'

const github = onGitHub()

async function tag(name: string, repository: Repository, version?: string): Promise<Readonly<Record<string, string>>> {
  return outputsOf(github.inputs(name, repository, version === undefined ? {} : { version }))
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
    await github.publish('next', origin)
    using first = await github.checkout('next')
    expect(await tag('next', first)).toMatchObject(made)
    using second = await github.checkout('next')
    expect(second.git('rev-parse', 'v1.3.0')).toBe(origin.git('rev-parse', 'HEAD'))
    second.commit('docs: c')
    expect(await tag('next', second)).toMatchObject({ bump: 'none', released: 'false', 'previous-version': '1.3.0' })
    second.commit('fix: d')
    await github.push(second, 'next')
    expect(await tag('next', second)).toMatchObject({ version: '1.3.1', 'previous-version': '1.3.0', released: 'true' })
  })

  it('does not begin in a job that is cancelled by then', async () => {
    using origin = released()
    await github.publish('cancelled', origin)
    using clone = await github.checkout('cancelled')
    const cancelled = AbortSignal.abort(new Error('SIGINT'))
    await expect(play(github.inputs('cancelled', clone), undefined, cancelled)).rejects.toThrow('SIGINT')
    using after = await github.checkout('cancelled')
    expect(after.git('tag', '--list', 'v1.3.0')).toBe('')
  })

  it('again has the same outputs, with and without the tag in the checkout', async () => {
    using origin = released()
    await github.publish('again', origin)
    using before = await github.checkout('again')
    const outputs = [await tag('again', before, '1.3.0'), await tag('again', before, '1.3.0')]
    using after = await github.checkout('again')
    outputs.push(await tag('again', after, '1.3.0'), await tag('again', after))
    expect(outputs).toMatchObject([made, made, made, made])
  })

  it('again has the same outputs in a clone of depth 1', async () => {
    using origin = released()
    await github.publish('shallow', origin)
    using clone = Repository.empty()
    clone.git('remote', 'add', 'origin', `${github.cloud.url}/octo/shallow.git`)
    await clone.talk('fetch', '--quiet', '--depth=1', '--no-tags', 'origin', 'main')
    clone.git('checkout', '--quiet', '-B', 'main', 'FETCH_HEAD')
    expect([await tag('shallow', clone), await tag('shallow', clone)]).toMatchObject([made, made])
  })

  it('by many runs at once on one commit makes one tag, and all have the same outputs', async () => {
    using origin = released()
    await github.publish('many', origin)
    using clone = await github.checkout('many')
    const outputs = await Promise.all(Array.from({ length: 6 }, () => tag('many', clone, '1.3.0')))
    expect(outputs).toMatchObject(Array.from(outputs, () => made))
    expect(new Set(outputs.map(withoutFiles)).size).toBe(1)
    expect(github.written('many').map(([name]) => name)).toEqual(['v1.3.0'])
  })

  it('fails when a commit that the checkout does not know has the version', async () => {
    using origin = released()
    await github.publish('taken', origin)
    using stale = await github.checkout('taken')
    using fresh = await github.checkout('taken')
    const other = fresh.commit('feat: c')
    await github.push(fresh, 'taken')
    expect(await tag('taken', fresh)).toMatchObject({ version: '1.3.0', released: 'true' })
    await expect(tag('taken', stale, '1.3.0')).rejects.toMatchObject({
      code: 'VERSION_TAKEN',
      message: expect.stringContaining(`on commit ${other}`),
    })
  })
})
