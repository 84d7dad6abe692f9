import { parseVersion } from '@slipway/versioning'
import { describe, expect, it } from 'vitest'
import type { SemverInputs } from '../src/inputs.ts'
import { report } from '../src/report.ts'
import { run, type SemverResult } from '../src/run.ts'
import { logInMemory, shaOf, straightHistory, tagsInMemory, type Step, type TagsInMemory } from './in-memory.ts'

interface Scene {
  readonly steps: readonly Step[]
  readonly elsewhere?: readonly string[]
  readonly tags?: TagsInMemory
  readonly version?: string
  readonly prefix?: string
}

function play({ steps, elsewhere, tags, version, prefix = 'v' }: Scene): Promise<SemverResult> {
  const inputs: SemverInputs = {
    version: version === undefined ? undefined : parseVersion(version),
    tagPrefix: prefix,
    directory: '/checkout',
    github: undefined,
  }
  return run(inputs, { git: straightHistory(steps, elsewhere), tags, log: logInMemory() })
}

const outputs = async (scene: Scene): Promise<Readonly<Record<string, string>>> => report(await play(scene)).outputs

const released: Step = { message: 'feat: first', tags: ['v1.2.0'] }
const next: readonly Step[] = [released, { message: 'docs: b' }, { message: 'feat: c' }]
const head = shaOf(2)

describe('a preview', () => {
  it.for<[name: string, scene: Scene, version: string, tag: string, bump: string, previous: string]>([
    ['of a feature', { steps: next }, '1.3.0', 'v1.3.0', 'minor', '1.2.0'],
    ['of nothing that asks', { steps: next.slice(0, 2) }, '1.2.0', 'v1.2.0', 'none', '1.2.0'],
    ['of a commit that is released', { steps: [released] }, '1.2.0', 'v1.2.0', 'none', '1.2.0'],
    ['of a first release', { steps: [{ message: 'feat: a' }] }, '1.0.0', 'v1.0.0', 'minor', ''],
    ['before anything asks for a release', { steps: [{ message: 'chore: a' }] }, '', '', 'none', ''],
    [
      'without prefix',
      { steps: [{ message: 'fix: a', tags: ['v9.0.0'] }, { message: 'fix: b' }], prefix: '' },
      '1.0.0',
      '1.0.0',
      'patch',
      '',
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
  ])('%s', async ([, scene, version, tag, bump, previous]) => {
    expect(await outputs(scene)).toEqual({ version, tag, bump, 'previous-version': previous, released: 'false' })
  })

  it('warns of a version that another commit has', async () => {
    const result = await play({ steps: next, elsewhere: ['v1.3.0'] })
    expect(result).toMatchObject({ tagged: 'none', obstacle: { code: 'VERSION_TAKEN' } })
    expect(report(result).annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('v1.3.0 is taken') },
    ])
  })

  it('fails for a named version that another commit has', async () => {
    await expect(play({ steps: next, elsewhere: ['v1.3.0'], version: '1.3.0' })).rejects.toMatchObject({
      code: 'VERSION_TAKEN',
    })
  })

  it('names higher tags that are not the base', async () => {
    const { rejected } = await play({ steps: next, elsewhere: ['v2.0.0', '8.0.0', 'v1.1.0'] })
    expect(rejected).toMatchObject([
      { name: 'v2.0.0', because: 'not-reachable' },
      { name: '8.0.0', because: 'other-prefix' },
    ])
  })

  it('finds a base below many tags of other branches', async () => {
    const elsewhere = Array.from({ length: 60 }, (_, index) => `v2.${index}.0`)
    expect(await outputs({ steps: next, elsewhere })).toMatchObject({ 'previous-version': '1.2.0', version: '1.3.0' })
  })

  it('says in its log what the version is and because of what', async () => {
    const log = logInMemory()
    const inputs = { version: undefined, tagPrefix: 'v', directory: '.', github: undefined }
    await run(inputs, { git: straightHistory(next), tags: undefined, log })
    expect(log.lines).toEqual([
      'base: v1.2.0; commits since: 2',
      `minor: v1.3.0, because ${head.slice(0, 7)} asks for minor: "feat: c"`,
    ])
  })
})

describe('tagging', () => {
  const made = { version: '1.3.0', tag: 'v1.3.0', bump: 'minor', 'previous-version': '1.2.0', released: 'true' }

  it.for([undefined, '1.3.0'])('puts the tag on HEAD (version: %s)', async (version) => {
    const tags = tagsInMemory()
    expect(await outputs({ steps: next, tags, ...(version && { version }) })).toEqual(made)
    expect(tags.refs).toEqual(new Map([['v1.3.0', head]]))
  })

  it.for([undefined, '1.3.0'])('a second time has the same outputs (version: %s)', async (version) => {
    const given = version === undefined ? {} : { version }
    const tags = tagsInMemory({ 'v1.3.0': head })
    const fetched: readonly Step[] = [...next.slice(0, -1), { message: 'feat: c', tags: ['v1.3.0'] }]
    expect(await outputs({ steps: next, tags, ...given })).toEqual(made)
    expect(await outputs({ steps: fetched, tags, ...given })).toEqual(made)
    expect(tags.refs.size).toBe(1)
  })

  it('a first release a second time has the same outputs', async () => {
    const tags = tagsInMemory()
    const first = await outputs({ steps: [{ message: 'feat: a' }], tags })
    expect(first).toEqual({ version: '1.0.0', tag: 'v1.0.0', bump: 'minor', 'previous-version': '', released: 'true' })
    expect(await outputs({ steps: [{ message: 'feat: a', tags: ['v1.0.0'] }], tags })).toEqual(first)
  })

  it('a break before 1.0.0 a second time has the same outputs', async () => {
    const zero: Step = { message: 'feat: a', tags: ['v0.1.0'] }
    const tags = tagsInMemory()
    const first = await outputs({ steps: [zero, { message: 'feat!: b' }], tags })
    expect(first).toMatchObject({ version: '0.2.0', bump: 'minor' })
    expect(await outputs({ steps: [zero, { message: 'feat!: b', tags: ['v0.2.0'] }], tags })).toEqual(first)
  })

  it('does nothing without a commit that asks for it', async () => {
    const tags = tagsInMemory()
    const result = await outputs({ steps: next.slice(0, 2), tags })
    expect(result).toMatchObject({ bump: 'none', version: '1.2.0', tag: 'v1.2.0', released: 'false' })
    expect(tags.asked).toEqual([])
  })

  it('tags a named version although no commit asks for one', async () => {
    const tags = tagsInMemory()
    expect(await outputs({ steps: next.slice(0, 2), tags, version: '2.0.0' })).toMatchObject({
      tag: 'v2.0.0',
      bump: 'major',
      released: 'true',
    })
    expect([...tags.refs]).toEqual([['v2.0.0', shaOf(1)]])
  })

  it('fails when GitHub knows the tag on another commit, which is named', async () => {
    const other = 'e'.repeat(40)
    const tags = tagsInMemory({ 'v1.3.0': other })
    await expect(play({ steps: next, tags, version: '1.3.0' })).rejects.toMatchObject({
      code: 'VERSION_TAKEN',
      message: `v1.3.0 is taken on GitHub: it is on commit ${other}, not on ${head}`,
    })
    expect(tags.refs.get('v1.3.0')).toBe(other)
  })

  it.for<[name: string, scene: Scene, code: string]>([
    ['the version of the base', { steps: next, version: '1.2.0' }, 'VERSION_TAKEN'],
    ['a version below the base', { steps: next, version: '1.1.0' }, 'VERSION_NOT_ABOVE_BASE'],
    ['a version that the checkout knows elsewhere', { steps: next, elsewhere: ['v1.3.0'] }, 'VERSION_TAKEN'],
    [
      'a version below that of the commit',
      { steps: [released, { message: 'feat!: b', tags: ['v2.0.0'] }], version: '1.3.0' },
      'HEAD_ALREADY_RELEASED',
    ],
  ])('refuses %s without asking GitHub', async ([, scene, code]) => {
    const tags = tagsInMemory()
    await expect(play({ ...scene, tags })).rejects.toMatchObject({ code })
    expect(tags.asked).toEqual([])
  })

  it('keeps the version that a commit was released as, whatever its messages ask for', async () => {
    const steps: readonly Step[] = [released, { message: 'fix: b', tags: ['v3.0.0'] }]
    const tags = tagsInMemory({ 'v3.0.0': shaOf(1) })
    expect(await outputs({ steps, tags })).toMatchObject({ version: '3.0.0', bump: 'major', released: 'true' })
  })
})
