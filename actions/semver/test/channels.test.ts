import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { onGitHub, type OnGitHub } from './on-github.ts'
import { outputsOf, withoutFiles, type Changes } from './scene.ts'

const github = onGitHub()
const channels = [
  { pattern: 'next', identifier: 'rc' },
  { pattern: 'beta/*', identifier: 'beta' },
]

/** One working copy that releases from its branches; what it releases, it has as a tag afterwards. */
class Work implements Disposable {
  readonly repository: Repository
  readonly #github: OnGitHub
  readonly #name: string

  private constructor(name: string, repository: Repository, onHub: OnGitHub) {
    this.repository = repository
    this.#name = name
    this.#github = onHub
  }

  static async begin(name: string): Promise<Work> {
    const repository = Repository.of('feat: begin')
    repository.tag('v1.2.0')
    await github.publish(name, repository)
    return new Work(name, repository, github)
  }

  on(branch: string, from?: string): this {
    this.repository.git('checkout', '--quiet', ...(from === undefined ? [branch] : ['-b', branch, from]))
    return this
  }

  /** Commits, pushes and releases; returns the tag, or the bump when nothing was released. */
  async release(...messages: readonly string[]): Promise<string> {
    for (const message of messages) this.repository.commit(message)
    const branch = await this.push()
    const released = await this.again({ branch })
    if (released.startsWith('v') && this.repository.git('tag', '--list', released) === '') this.repository.tag(released)
    return released
  }

  async push(): Promise<string> {
    const branch = this.repository.git('symbolic-ref', '--short', 'HEAD')
    await this.#github.push(this.repository, this.#name, branch)
    return branch
  }

  outputs(changes: Changes = {}): Promise<Readonly<Record<string, string>>> {
    const branch = this.repository.git('symbolic-ref', '--short', 'HEAD')
    return outputsOf(this.#github.inputs(this.#name, this.repository, { branch, channels, ...changes }))
  }

  async again(changes: Changes = {}): Promise<string> {
    const { tag = '', released, bump = '' } = await this.outputs(changes)
    return released === 'true' ? tag : bump
  }

  [Symbol.dispose](): void {
    this.repository[Symbol.dispose]()
  }
}

describe('a channel', () => {
  it('counts its steps, rests when nothing came, and rises to a higher release when something breaks', async () => {
    using work = await Work.begin('steps')
    work.on('next', 'main')
    expect(await work.release('feat: a')).toBe('v1.3.0-rc.1')
    expect(await work.release('fix: b')).toBe('v1.3.0-rc.2')
    expect(await work.again()).toBe('v1.3.0-rc.2')
    expect(await work.release('docs: c')).toBe('none')
    expect(await work.release('feat!: d')).toBe('v2.0.0-rc.1')
    expect(await work.release('fix: e')).toBe('v2.0.0-rc.2')
  })

  it('graduates where it is merged, and starts again above that', async () => {
    using work = await Work.begin('graduate')
    work.on('next', 'main')
    await work.release('feat!: a')
    await work.release('fix: b')
    work.on('main').repository.merge('next')
    expect(await work.release()).toBe('v2.0.0')
    expect(await work.on('next').again()).toBe('v2.0.0-rc.2')
    work.repository.git('merge', '--quiet', '--ff-only', 'main')
    expect(await work.release('fix: c')).toBe('v2.0.1-rc.1')
  })

  it('graduates where it is fast-forwarded too: the commit gets the stable tag beside its step', async () => {
    using work = await Work.begin('forward')
    work.on('next', 'main')
    expect(await work.release('feat: a')).toBe('v1.3.0-rc.1')
    work.on('main').repository.git('merge', '--quiet', '--ff-only', 'next')
    expect(await work.release()).toBe('v1.3.0')
    expect(await work.again()).toBe('v1.3.0')
    expect(await work.on('next').again()).toBe('v1.3.0-rc.1')
  })

  it('whose step graduated on its own commit says the same of it again', async () => {
    using work = await Work.begin('same')
    work.on('next', 'main').repository.commit('feat: a')
    await work.push()
    const first = await work.outputs()
    expect(first).toMatchObject({ version: '1.3.0-rc.1', bump: 'minor', 'previous-version': '1.2.0' })
    work.on('main').repository.git('merge', '--quiet', '--ff-only', 'next')
    expect(await work.release()).toBe('v1.3.0')
    expect(withoutFiles(await work.on('next').outputs())).toBe(withoutFiles(first))
  })

  it('counts over the tags of all its branches, reachable or not', async () => {
    using work = await Work.begin('counters')
    expect(await work.on('beta/one', 'main').release('feat: a')).toBe('v1.3.0-beta.1')
    expect(await work.on('beta/two', 'main').release('feat: b')).toBe('v1.3.0-beta.2')
    expect(await work.on('beta/one').release('fix: c')).toBe('v1.3.0-beta.3')
    expect(await work.on('next', 'main').release('feat: d')).toBe('v1.3.0-rc.1')
  })

  it.for([
    ['alpha', 'beta'],
    ['beta', 'alpha'],
  ])('is a row of its own: %s, which contains a step of %s to the same release', async ([own = '', other = '']) => {
    using work = await Work.begin(`rows-${own}`)
    const named = (identifier: string) => ({ channels: [{ pattern: identifier, identifier }] })
    work.on(other, 'main').repository.commit('feat!: a')
    await work.push()
    expect(await work.again(named(other))).toBe(`v2.0.0-${other}.1`)
    work.repository.tag(`v2.0.0-${other}.1`)
    work.on(own, other).repository.commit('fix: b')
    await work.push()
    expect(await work.again({ ...named(own), mode: 'preview' })).toBe('major')
    expect(await work.again({ ...named(own), version: `2.0.0-${own}.1` })).toBe(`v2.0.0-${own}.1`)
    work.repository.tag(`v2.0.0-${own}.1`)
    work.on('main').repository.merge(own)
    expect(await work.release()).toBe('v2.0.0')
  })
})

describe('a maintenance line', () => {
  it('stays below the major of main, and refuses what breaks', async () => {
    using work = await Work.begin('line')
    expect(await work.release('feat!: a')).toBe('v2.0.0')
    work.on('1.x', 'v1.2.0')
    expect(await work.release('fix: b')).toBe('v1.2.1')
    expect(await work.release('feat: c')).toBe('v1.3.0')
    expect(await work.on('main').release('fix: d')).toBe('v2.0.1')
    await expect(work.on('1.x').release('fix!: e')).rejects.toMatchObject({ code: 'BREAKS_MAINTENANCE_LINE' })
    work.on('1.2.x', 'v1.2.1')
    expect(await work.release('fix: f')).toBe('v1.2.2')
    await expect(work.release('feat: g')).rejects.toMatchObject({ code: 'BREAKS_MAINTENANCE_LINE' })
  })

  it('that is merged into main takes nothing from it', async () => {
    using work = await Work.begin('merged-line')
    await work.release('feat!: a')
    expect(await work.on('1.x', 'v1.2.0').release('fix: b')).toBe('v1.2.1')
    work.on('main').repository.merge('1.x')
    expect(await work.release()).toBe('v2.0.1')
  })
})

it('a preview on a tag event, which has no branch, is of the stable line', async () => {
  using work = await Work.begin('tagged')
  await work.release('feat: a')
  const inputs = github.inputs('tagged', work.repository, { mode: 'preview', branch: undefined })
  expect(await outputsOf(inputs)).toMatchObject({ bump: 'none', version: '1.3.0', changed: 'false' })
})
