import { parse } from 'yaml'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SemverResult } from '../../src/result.ts'
import { report } from '../../src/report.ts'
import { release, result, sha, tag, version, type Example } from './example.ts'

const outputs = (more?: Partial<SemverResult>): Readonly<Record<string, string>> => report(result(more)).outputs

describe('outputs', () => {
  it('are exactly those of action.yml', () => {
    const manifest = parse(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8')) as {
      outputs: Record<string, unknown>
    }
    expect(Object.keys(outputs()).toSorted()).toEqual(Object.keys(manifest.outputs).toSorted())
  })

  it('of a stable release', () => {
    const { commits: _, ...rest } = outputs()
    expect(rest).toEqual({
      version: '1.3.0',
      tag: 'v1.3.0',
      major: '1',
      minor: '3',
      patch: '0',
      prerelease: '',
      build: '',
      'docker-version': '1.3.0',
      'previous-version': '1.2.0',
      'previous-tag': 'v1.2.0',
      'base-sha': sha(900),
      'head-sha': sha(0),
      bump: 'minor',
      changed: 'true',
      released: 'false',
      channel: '',
      notes: '## 1.3.0\n\n### Features\n\n- **api:** b',
      'notes-file': '/tmp/notes.md',
      'commits-file': '/tmp/commits.json',
      packages: '[]',
      'floating-tags': '',
    })
  })

  it('of a pre-release with build metadata: the notes compare with the one before, the range starts after the base', () => {
    const plan = {
      line: { kind: 'channel', identifier: 'rc' },
      version: version('2.0.0-rc.2+5.abc'),
      tag: 'v2.0.0-rc.2+5.abc',
      bump: 'major',
      previous: tag('v2.0.0-rc.1', sha(901)),
    } as const
    expect(outputs({ releases: [release({ plan })] })).toMatchObject({
      prerelease: 'rc.2',
      build: '5.abc',
      'docker-version': '2.0.0-rc.2_5.abc',
      channel: 'rc',
      'previous-tag': 'v2.0.0-rc.1',
      'previous-version': '2.0.0-rc.1',
      'base-sha': sha(900),
    })
  })

  const onChannel = { kind: 'channel', identifier: 'rc' } as const
  it.for<[name: string, plan: Example['plan'], channel: string]>([
    ['a stable one on a channel', { line: onChannel, version: version('2.0.0') }, ''],
    ['a step elsewhere', { version: version('2.0.0-beta.1') }, 'beta'],
    ['a step that has no name', { version: version('2.0.0-0') }, ''],
    ['nothing on a channel', { line: onChannel, version: version('1.2.0'), bump: 'none' }, 'rc'],
  ])('name the channel of the version that was named: %s', ([, plan, channel]) => {
    expect(outputs({ releases: [release({ plan: plan ?? {} })] })).toMatchObject({ channel })
  })

  it.for([
    ['a major one', undefined, '1.x'],
    ['a minor one', 2, '1.2.x'],
  ] as const)('name the maintenance line: %s', ([, minor, channel]) => {
    const line = { kind: 'maintenance', major: 1, minor } as const
    expect(outputs({ releases: [release({ plan: { line } })] })).toMatchObject({ channel })
  })

  it('before anything asks for a release are empty', () => {
    const plan = {
      bump: 'none',
      version: undefined,
      tag: '',
      base: undefined,
      commits: [],
      rule: 'no-commits',
    } as const
    expect(outputs({ releases: [release({ plan, outcome: 'nothing' })] })).toMatchObject({
      ...{ version: '', tag: '', major: '', prerelease: '', 'docker-version': '', 'previous-version': '' },
      ...{ 'base-sha': '', bump: 'none', changed: 'false', released: 'false', commits: '[]' },
    })
  })

  it.for([
    ['preview', 'false'],
    ['nothing', 'false'],
    ['superseded', 'false'],
    ['created', 'true'],
    ['already', 'true'],
  ] as const)('say of the outcome %s: released %s', ([outcome, released]) => {
    expect(outputs({ releases: [release({ outcome })] })).toMatchObject({ released })
  })

  it('name the floating tags', () => {
    const floating = [
      { tag: 'v1', state: 'moved' },
      { tag: 'v1.3', state: 'unchanged' },
    ] as const
    expect(outputs({ releases: [release({ floating })] })).toMatchObject({ 'floating-tags': 'v1,v1.3' })
  })
})

describe('outputs of several packages', () => {
  const api = release({ name: 'api', plan: { tag: 'api-v1.3.0', base: tag('api-v1.2.0') }, outcome: 'created' })
  const still = { bump: 'none', version: version('2.0.0'), tag: 'web-v2.0.0', commits: [] } as const
  const web = release({ name: 'web', plan: still, outcome: 'nothing' })
  const cli = release({ name: 'cli', plan: { bump: 'patch', version: version('0.1.1'), tag: 'cli-v0.1.1' } })

  it('have those that release as JSON for a matrix, and no number that is only of one', () => {
    const { packages = '', commits = '', ...rest } = outputs({ releases: [api, web, cli] })
    expect(rest).toMatchObject({ version: '', tag: '', notes: '', bump: 'minor', changed: 'true', released: 'true' })
    expect(JSON.parse(packages)).toEqual([
      {
        ...{ name: 'api', version: '1.3.0', tag: 'api-v1.3.0', major: '1', minor: '3', patch: '0', prerelease: '' },
        ...{ build: '', 'docker-version': '1.3.0', 'previous-version': '1.2.0', 'previous-tag': 'api-v1.2.0' },
        ...{ 'base-sha': sha(900), channel: '', bump: 'minor', released: true },
      },
      expect.objectContaining({ name: 'cli', version: '0.1.1', tag: 'cli-v0.1.1', bump: 'patch', released: false }),
    ])
    expect(JSON.parse(commits)).toContainEqual(expect.objectContaining({ package: 'api', header: 'feat(api): b' }))
  })

  it('are those of the package when there is one', () => {
    const one = outputs({ releases: [api] })
    expect(one).toMatchObject({ version: '1.3.0', tag: 'api-v1.3.0' })
    expect(JSON.parse(one['packages'] ?? '')).toMatchObject([{ name: 'api' }])
  })

  it('have an empty matrix when none releases', () => {
    expect(outputs({ releases: [web, web] })).toMatchObject({ packages: '[]', bump: 'none', changed: 'false' })
  })
})
