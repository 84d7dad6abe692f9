import { describe, expect, it } from 'vitest'
import type { Bump } from '../../src/index.ts'
import { elsewhere, head, plan, rangeCommit, rc, shaOf, type Example } from './plan-examples.ts'

type Row = readonly [name: string, example: Example, tag: string, bump: Bump]

function check([, example, tag, bump]: Row): void {
  const planned = plan(example)
  expect({ tag: planned.tag, bump: planned.bump, refusal: planned.refusal }).toEqual({ tag, bump, refusal: undefined })
}

describe('Release-As', () => {
  const asking = (version: string): string => `chore: a\n\nRelease-As: ${version}`
  it.for<Row>([
    ['is exactly that', { base: '1.2.3', commits: ['fix: b', asking('3.1.4')] }, 'v3.1.4', 'major'],
    ['needs no other commit', { base: '1.2.3', commits: [asking('1.2.4')] }, 'v1.2.4', 'patch'],
    [
      'may be lower than what the commits ask for',
      { base: '1.2.3', commits: ['feat!: b', asking('1.3.0')] },
      'v1.3.0',
      'minor',
    ],
    ['may be a pre-release', { base: '1.2.3', commits: [asking('2.0.0-rc.1')] }, 'v2.0.0-rc.1', 'major'],
    ['may have the prefix', { base: '1.2.3', commits: [asking('v2.0.0')] }, 'v2.0.0', 'major'],
    [
      'may have a v, whatever the prefix is',
      { base: '1.2.3', commits: [asking('v2.0.0')], prefix: 'release-' },
      'release-2.0.0',
      'major',
    ],
    [
      'may have a V where there is no prefix',
      { base: '1.2.3', commits: [asking('V2.0.0')], prefix: '' },
      '2.0.0',
      'major',
    ],
    [
      'may have the prefix of a package',
      { base: '1.2.3', commits: [asking('api-v2.0.0')], prefix: 'api-v' },
      'api-v2.0.0',
      'major',
    ],
    [
      'of another package is none for this one',
      { base: '1.2.3', commits: ['fix: b', asking('web-v7.0.0')], prefix: 'api-v', siblings: ['web-v'] },
      'api-v1.2.4',
      'patch',
    ],
    ['of the newest commit', { base: '1.2.3', commits: [asking('2.0.0'), asking('3.0.0')] }, 'v2.0.0', 'major'],
    [
      'of an older one when the newest is left over',
      { base: '1.2.3', commits: [asking('1.0.0'), asking('3.0.0')] },
      'v3.0.0',
      'major',
    ],
    ['of the input goes first', { base: '1.2.3', commits: [asking('2.0.0')], releaseAs: '4.0.0' }, 'v4.0.0', 'major'],
    [
      'of the input hides a footer that is no version',
      { base: '1.2.3', commits: [asking('x')], releaseAs: '4.0.0' },
      'v4.0.0',
      'major',
    ],
    ['of the input needs no commit', { base: '1.2.3', releaseAs: '4.0.0' }, 'v4.0.0', 'major'],
    ['of the input needs no commit before the first release', { releaseAs: '4.0.0' }, 'v4.0.0', 'patch'],
    [
      'off channels does not wait for something fresh',
      { base: '1.2.3', commits: [asking('4.0.0')], fresh: [] },
      'v4.0.0',
      'major',
    ],
    ['of the input that is released already', { base: '4.0.0', releaseAs: '4.0.0' }, 'v4.0.0', 'none'],
    [
      'of the input, on this commit already',
      { base: '1.2.3', commits: ['a'], releaseAs: '4.0.0', atHead: ['4.0.0'] },
      'v4.0.0',
      'major',
    ],
    ['makes the first release', { commits: [asking('0.3.0')] }, 'v0.3.0', 'patch'],
    [
      'that is not above the base is ignored',
      { base: '1.2.3', commits: ['fix: b', asking('1.2.3')] },
      'v1.2.4',
      'patch',
    ],
    ['that alone is not above the base', { base: '1.2.3', commits: [asking('1.0.0')] }, 'v1.2.3', 'none'],
    [
      'that is not above the commit’s own release is ignored',
      { base: '1.2.3', commits: ['fix: b', asking('1.3.0')], atHead: ['1.4.0'] },
      'v1.4.0',
      'minor',
    ],
    [
      'that is not above a step is ignored',
      { base: '1.2.3', commits: ['fix: b', asking('2.0.0-rc.1')], reachable: ['2.0.0-rc.1'] },
      'v2.0.0',
      'major',
    ],
    [
      'of a skipped commit',
      { base: '1.2.3', commits: ['fix: b', rangeCommit(asking('3.0.0'), 1, { fate: 'skipped' })] },
      'v1.2.4',
      'patch',
    ],
    [
      'of a cancelled commit',
      { base: '1.2.3', commits: ['fix: b', rangeCommit(asking('3.0.0'), 1, { fate: 'cancelled' })] },
      'v1.2.4',
      'patch',
    ],
    ['on a channel is a step', { on: rc, base: '1.2.3', commits: [asking('2.0.0')] }, 'v2.0.0-rc.1', 'major'],
    [
      'on a channel counts on',
      { on: rc, base: '1.2.3', commits: ['fix: b', asking('2.0.0')], reachable: ['2.0.0-rc.1'], fresh: [0] },
      'v2.0.0-rc.2',
      'major',
    ],
    [
      'on a channel waits for something fresh',
      { on: rc, base: '1.2.3', commits: ['b', asking('2.0.0')], reachable: ['2.0.0-rc.1'], fresh: [0] },
      'v2.0.0-rc.1',
      'none',
    ],
    [
      'on a channel may be the step',
      { on: rc, base: '1.2.3', commits: [asking('2.0.0-rc.5')] },
      'v2.0.0-rc.5',
      'major',
    ],
    ['gets the build metadata', { base: '1.2.3', commits: [asking('2.0.0')], build: ['5'] }, 'v2.0.0+5', 'major'],
    ['keeps its own', { base: '1.2.3', commits: [asking('2.0.0+1')], build: ['5'] }, 'v2.0.0+1', 'major'],
  ])('%s', check)

  it('that is ignored is warned about, with its line', () => {
    expect(plan({ base: '1.2.3', commits: ['fix: b', asking('1.0.0')] }).warnings).toEqual([
      expect.stringMatching(
        /^1111111 asks for 1\.0\.0: "Release-As: 1\.0\.0" \(line 3\), which is ignored: .*not above v1\.2\.3/,
      ),
    ])
  })

  it('says that it is of another package', () => {
    const commits = ['fix: b', asking('web-v7.0.0')]
    expect(plan({ base: '1.2.3', commits, prefix: 'api-v', siblings: ['web-v'] }).warnings).toEqual([
      '1111111 asks for web-v7.0.0 (line 3), which is a tag of another package: it is ignored for this one',
    ])
    expect(plan({ base: '1.2.3', commits, prefix: 'api-v' }).refusal?.code).toBe('RELEASE_AS_INVALID')
  })

  it('names the commit that asked', () => {
    const { rule, because, deciding } = plan({ base: '1.2.3', commits: ['fix: b', asking('2.0.0')] })
    expect({ rule, because, sha: deciding?.sha }).toEqual({
      rule: 'release-as',
      because: '1111111 asks for 2.0.0: "Release-As: 2.0.0"',
      sha: shaOf(1),
    })
  })

  it.for(['next', '2', '2.0', '02.0.0', ''])('"%s" is refused, with the commit and what to do', (text) => {
    const { refusal } = plan({ base: '1.2.3', commits: ['fix: b', asking(text)] })
    expect(refusal).toMatchObject({
      code: 'RELEASE_AS_INVALID',
      message: expect.stringContaining(`${shaOf(1)} asks for a release as "${text}"`),
    })
    expect(refusal?.remedy).toMatch(/skip-commits \(1{12}\).*release-as/)
  })

  it.for(['web-vnext', 'www-v7.0.0'])('"%s" is refused beside a package with the prefix web-v', (text) => {
    const commits = ['fix: b', asking(text)]
    const { refusal } = plan({ base: '1.2.3', commits, prefix: 'api-v', siblings: ['web-v'] })
    expect(refusal?.code).toBe('RELEASE_AS_INVALID')
  })

  it.for<readonly [name: string, example: Example, code: string]>([
    ['a name that is taken', { base: '1.2.3', commits: [asking('2.0.0')], others: ['2.0.0'] }, 'VERSION_TAKEN'],
    ['a name that is burned', { base: '1.2.3', commits: [asking('2.0.0')], burned: ['v2.0.0'] }, 'VERSION_BURNED'],
    [
      'an input that is not above the base',
      { base: '1.2.3', commits: ['fix: a'], releaseAs: '1.2.3' },
      'VERSION_NOT_ABOVE_BASE',
    ],
    [
      'an input that is not above a step',
      { base: '1.2.3', commits: ['fix: a'], releaseAs: '2.0.0-rc.2', reachable: ['2.0.0-rc.3'] },
      'VERSION_NOT_ABOVE_BASE',
    ],
  ])('refuses %s', ([, example, code]) => {
    expect(plan(example).refusal?.code).toBe(code)
  })

  it('on a channel is followed again when something fresh asks', () => {
    const { rule, tag } = plan({
      on: rc,
      base: '1.2.3',
      commits: ['fix: b', asking('3.0.0')],
      reachable: ['3.0.0-rc.1'],
      fresh: [0],
    })
    expect({ rule, tag }).toEqual({ rule: 'release-as', tag: 'v3.0.0-rc.2' })
  })

  it('tells where a taken one is', () => {
    const { skipped } = plan({ base: '1.2.3', commits: [asking('2.0.0')], others: ['2.0.0'] })
    expect(skipped).toEqual([{ tag: 'v2.0.0', because: 'taken', commit: elsewhere }])
  })
})

describe('a given version', () => {
  it.for<Row>([
    ['patch', { base: '1.2.3', given: '1.2.4' }, 'v1.2.4', 'patch'],
    ['minor', { base: '1.2.3', given: '1.3.0' }, 'v1.3.0', 'minor'],
    ['major', { base: '1.2.3', given: '4.0.0' }, 'v4.0.0', 'major'],
    ['pre-release', { base: '1.2.3', given: '1.3.0-rc.1' }, 'v1.3.0-rc.1', 'minor'],
    ['first', { given: '0.1.0' }, 'v0.1.0', 'patch'],
    ['again', { base: '1.2.3', given: '1.3.0', atHead: ['1.3.0'] }, 'v1.3.0', 'minor'],
    [
      'that goes before a footer',
      { base: '1.2.3', given: '1.3.0', commits: ['fix: a\n\nRelease-As: 2.0.0'] },
      'v1.3.0',
      'minor',
    ],
    ['that is as it is on a channel', { on: rc, base: '1.2.3', given: '1.3.0' }, 'v1.3.0', 'minor'],
  ])('%s', check)

  it('names the first that asked for most', () => {
    const example = { base: '1.2.3', given: '1.3.0' }
    expect(plan({ ...example, commits: ['feat: b', 'feat: a', 'fix: c'] }).deciding?.header).toBe('feat: a')
    expect(plan({ ...example, commits: ['a'] }).deciding).toBeUndefined()
  })

  it.for<readonly [name: string, example: Example, code: string]>([
    ['taken', { base: '1.2.3', given: '1.3.0', others: ['1.3.0'] }, 'VERSION_TAKEN'],
    ['burned', { base: '1.2.3', given: '1.3.0', burned: ['v1.3.0'] }, 'VERSION_BURNED'],
    ['not above the base', { base: '1.2.3', given: '1.2.3-rc.1' }, 'VERSION_NOT_ABOVE_BASE'],
    ['not above a step', { base: '1.2.3', given: '1.3.0-rc.1', reachable: ['1.3.0-rc.2'] }, 'VERSION_NOT_ABOVE_BASE'],
    [
      'below a step that the commit carries',
      { base: '1.2.3', given: '1.3.0', atHead: ['2.0.0-rc.1'] },
      'VERSION_NOT_ABOVE_BASE',
    ],
    ['below the commit’s own release', { base: '1.2.3', given: '1.3.0', atHead: ['1.4.0'] }, 'HEAD_ALREADY_RELEASED'],
  ])('is refused when %s', ([, example, code]) => {
    const planned = plan(example)
    expect(planned).toMatchObject({ rule: 'given', tag: `v${example.given}`, refusal: { code } })
    expect(planned.refusal?.message).toContain(code === 'VERSION_BURNED' ? 'immutable' : head)
  })
})
