import { describe, expect, it } from 'vitest'
import type { Bump } from '../../src/index.ts'
import { beta, elsewhere, head, plan, rc, type Example } from './plan-examples.ts'

type Row = readonly [name: string, example: Example, tag: string, bump: Bump]

function check([, example, tag, bump]: Row): void {
  const planned = plan(example)
  expect({ tag: planned.tag, bump: planned.bump, refusal: planned.refusal }).toEqual({ tag, bump, refusal: undefined })
}

const feature = { base: '1.2.3', commits: ['feat: a'] }

describe('a channel', () => {
  it.for<Row>([
    ['starts at 1, not at 0', { on: rc, ...feature }, 'v1.3.0-rc.1', 'minor'],
    [
      'counts on',
      { on: rc, base: '1.2.3', commits: ['fix: b', 'feat: a'], reachable: ['1.3.0-rc.1'], fresh: [0] },
      'v1.3.0-rc.2',
      'minor',
    ],
    [
      'counts past 9, as numbers',
      { on: rc, ...feature, reachable: ['1.3.0-rc.9', '1.3.0-rc.10'] },
      'v1.3.0-rc.11',
      'minor',
    ],
    ['counts from all branches', { on: rc, ...feature, others: ['1.3.0-rc.7'] }, 'v1.3.0-rc.8', 'minor'],
    [
      'counts what ends differently',
      { on: rc, ...feature, others: ['1.3.0-rc.7.hotfix', '1.3.0-rc.3+5'] },
      'v1.3.0-rc.8',
      'minor',
    ],
    [
      'does not count another channel',
      { on: rc, ...feature, others: ['1.3.0-beta.7', '1.3.0-rcx.9'] },
      'v1.3.0-rc.1',
      'minor',
    ],
    [
      'does not count steps to a release whose number only begins alike',
      { on: rc, base: '1.2.2', commits: ['fix: a'], others: ['1.2.30-rc.4'] },
      'v1.2.3-rc.1',
      'patch',
    ],
    [
      'passes a fix’s release that was made elsewhere by a fix, also where breaks are capped',
      { on: rc, base: '1.2.3', commits: ['fix: a'], others: ['1.2.4'], majorPolicy: 'cap-minor' },
      'v1.2.5-rc.1',
      'patch',
    ],
    [
      'passes a break’s release that was made elsewhere by a break',
      { on: rc, base: '1.2.3', commits: ['feat!: a'], others: ['2.0.0'] },
      'v3.0.0-rc.1',
      'major',
    ],
    [
      'goes on from a release that is on the commit itself',
      { on: rc, ...feature, atHead: ['1.3.0'] },
      'v1.3.1-rc.1',
      'minor',
    ],
    ['does not count steps to another release', { on: rc, ...feature, others: ['1.2.4-rc.7'] }, 'v1.3.0-rc.1', 'minor'],
    [
      'does not count another series',
      { on: rc, ...feature, others: [{ name: 'api-v1.3.0-rc.7', commit: elsewhere }] },
      'v1.3.0-rc.1',
      'minor',
    ],
    [
      'counts a tag on no commit',
      { on: rc, ...feature, others: [{ name: 'v1.3.0-rc.7', commit: undefined }] },
      'v1.3.0-rc.8',
      'minor',
    ],
    [
      'aims at the highest bump since the base, not since its last step',
      { on: rc, base: '1.2.3', commits: ['fix: b', 'feat!: a'], reachable: ['2.0.0-rc.1'], fresh: [0] },
      'v2.0.0-rc.2',
      'major',
    ],
    [
      'aims higher when more is asked for',
      { on: rc, base: '1.2.3', commits: ['feat!: b', 'fix: a'], reachable: ['1.2.4-rc.4'], fresh: [0] },
      'v2.0.0-rc.1',
      'major',
    ],
    ['with nothing fresh stays', { on: rc, ...feature, reachable: ['1.3.0-rc.1'], fresh: [] }, 'v1.3.0-rc.1', 'none'],
    [
      'with nothing fresh that asks stays',
      { on: rc, base: '1.2.3', commits: ['docs: b', 'feat: a'], reachable: ['1.3.0-rc.1'], fresh: [0] },
      'v1.3.0-rc.1',
      'none',
    ],
    [
      'with default-bump takes what is fresh',
      {
        on: rc,
        base: '1.2.3',
        commits: ['docs: b', 'feat: a'],
        reachable: ['1.3.0-rc.1'],
        fresh: [0],
        defaultBump: 'patch',
      },
      'v1.3.0-rc.2',
      'minor',
    ],
    ['with nothing at all is at its base', { on: rc, base: '1.2.3' }, 'v1.2.3', 'none'],
    ['makes the first release', { on: rc, commits: ['fix: a'] }, 'v1.0.0-rc.1', 'patch'],
    [
      'goes on to the first release',
      { on: rc, commits: ['fix: b', 'fix: a'], reachable: ['1.0.0-rc.1'], fresh: [0] },
      'v1.0.0-rc.2',
      'patch',
    ],
    [
      'makes the first release as 0.1.0',
      { on: rc, commits: ['fix: a'], initialVersion: '0.1.0' },
      'v0.1.0-rc.1',
      'patch',
    ],
    ['before 1.0.0 follows the policy', { on: rc, base: '0.4.2', commits: ['feat!: a'] }, 'v0.5.0-rc.1', 'minor'],
    ['with build metadata', { on: rc, ...feature, build: ['5'] }, 'v1.3.0-rc.1+5', 'minor'],
    [
      'whose commit has a step already',
      { on: rc, ...feature, atHead: ['1.3.0-rc.2'], others: ['1.3.0-rc.5'] },
      'v1.3.0-rc.2',
      'minor',
    ],
    [
      'whose commit has two steps already',
      { on: rc, ...feature, atHead: ['1.3.0-rc.1', '1.3.0-rc.2'] },
      'v1.3.0-rc.2',
      'minor',
    ],
    [
      'counts on from a step that the listing lacks',
      { on: rc, ...feature, unlisted: ['1.3.0-rc.4'] },
      'v1.3.0-rc.5',
      'minor',
    ],
    ['passes a burned step', { on: rc, ...feature, burned: ['v1.3.0-rc.1', 'v1.3.0-rc.2'] }, 'v1.3.0-rc.3', 'minor'],
    [
      'passes its own burned step',
      { on: rc, ...feature, atHead: ['1.3.0-rc.1'], burned: ['v1.3.0-rc.1'] },
      'v1.3.0-rc.2',
      'minor',
    ],
    [
      'under major-policy cap-minor',
      { on: rc, base: '1.2.3', commits: ['feat!: a'], majorPolicy: 'cap-minor' },
      'v1.3.0-rc.1',
      'minor',
    ],
  ])('%s', check)

  it('rests at its highest step, whatever their order', () => {
    const reachable = ['1.2.4-rc.2', '1.2.4-rc.10', '1.2.4-rc.9', '1.2.4-beta.11']
    expect(plan({ on: rc, base: '1.2.3', commits: ['fix: a'], reachable, fresh: [] }).tag).toBe('v1.2.4-rc.10')
  })

  it('compares with its last step when it rests, also one on the commit itself', () => {
    const example = { on: rc, ...feature, atHead: ['1.3.0-rc.1'], fresh: [] }
    expect(plan(example).previous?.name).toBe('v1.3.0-rc.1')
  })

  it('names what the notes compare with: its last step, not one on the commit itself', () => {
    const example = { on: rc, ...feature, reachable: ['1.3.0-rc.1', '1.3.0-alpha.1'], atHead: ['1.3.0-rc.2'] }
    expect(plan(example).previous?.name).toBe('v1.3.0-rc.1')
    expect(plan({ on: rc, ...feature }).previous?.name).toBe('v1.2.3')
  })

  it('needs an approval of a major step too', () => {
    const example: Example = { on: rc, base: '1.2.3', commits: ['feat!: a'], majorPolicy: 'require-approval' }
    expect(plan(example).refusal?.code).toBe('MAJOR_NOT_APPROVED')
  })

  it('with default-bump still aims at what the range asks for', () => {
    const example: Example = { on: rc, base: '1.2.3', commits: ['b', 'feat: a'], reachable: ['1.3.0-rc.1'], fresh: [0] }
    const { because } = plan({ ...example, defaultBump: 'patch' })
    expect(because).toBe('no releasing commit since v1.3.0-rc.1, and default-bump is patch')
  })

  it('says since when nothing came', () => {
    expect(plan({ on: rc, ...feature, reachable: ['1.3.0-rc.1'], fresh: [] }).because).toBe(
      'no commit since v1.3.0-rc.1',
    )
  })

  it('names its own burned step, and not those that are burned elsewhere', () => {
    const burned = ['v1.3.0-rc.1', 'v1.3.0-rc.2']
    const example = { on: rc, ...feature, atHead: ['1.3.0-rc.1'], others: ['1.3.0-rc.2'], burned }
    expect(plan(example)).toMatchObject({
      tag: 'v1.3.0-rc.3',
      skipped: [{ tag: 'v1.3.0-rc.1', because: 'burned' }],
    })
  })

  it('names the burned steps that it passed', () => {
    expect(plan({ on: rc, ...feature, burned: ['v1.3.0-rc.1'] }).skipped).toEqual([
      { tag: 'v1.3.0-rc.1', because: 'burned' },
    ])
  })
})

describe('graduation', () => {
  it.for<Row>([
    [
      'is to the release the steps led to',
      { base: '1.2.3', commits: ['feat: a'], reachable: ['1.3.0-rc.3'] },
      'v1.3.0',
      'minor',
    ],
    [
      'is to a higher one that was announced',
      { base: '1.2.3', commits: ['fix: a'], reachable: ['2.0.0-rc.3'] },
      'v2.0.0',
      'major',
    ],
    [
      'skips no version',
      { base: '1.2.3', commits: ['fix: b', 'feat: a'], reachable: ['1.3.0-beta.1', '1.3.0-rc.1'] },
      'v1.3.0',
      'minor',
    ],
    [
      'is of a step on the same commit',
      { base: '1.2.3', commits: ['feat: a'], atHead: ['1.3.0-rc.3'] },
      'v1.3.0',
      'minor',
    ],
    [
      'is of a step on the same commit that announced more',
      { base: '1.2.3', commits: ['fix: a'], atHead: ['2.0.0-rc.1'] },
      'v2.0.0',
      'major',
    ],
    [
      'is above what was announced when more was asked for',
      { base: '1.2.3', commits: ['feat!: a'], reachable: ['1.3.0-rc.3'] },
      'v2.0.0',
      'major',
    ],
    ['of the first release', { commits: ['feat: a'], reachable: ['1.0.0-rc.3'] }, 'v1.0.0', 'minor'],
    [
      'of a first release above the initial version',
      { commits: ['feat: a'], reachable: ['2.0.0-rc.3'] },
      'v2.0.0',
      'minor',
    ],
    [
      'does not happen when nothing asks',
      { base: '1.2.3', commits: ['docs: a'], reachable: ['1.3.0-rc.3'] },
      'v1.2.3',
      'none',
    ],
  ])('%s', check)

  it('says that it raised the version, and above what', () => {
    const { because, rule } = plan({ base: '1.2.3', commits: ['fix: a'], reachable: ['2.0.0-rc.3'] })
    expect(rule).toBe('highest-bump')
    expect(because).toMatch(/; raised to be above v2\.0\.0-rc\.3, which this commit contains; so it is 2\.0\.0$/)
  })
})

describe('a channel beside another', () => {
  it.for<Row>([
    [
      'that sorts after it makes its own steps to the same release',
      { on: beta, ...feature, reachable: ['1.3.0-rc.1'] },
      'v1.3.0-beta.1',
      'minor',
    ],
    ['that sorts before it, too', { on: rc, ...feature, reachable: ['1.3.0-beta.1'] }, 'v1.3.0-rc.1', 'minor'],
    [
      'counts its own steps on',
      {
        on: beta,
        base: '1.2.3',
        commits: ['fix: b', 'feat: a'],
        reachable: ['1.3.0-beta.2', '1.3.0-rc.7'],
        fresh: [0],
      },
      'v1.3.0-beta.3',
      'minor',
    ],
    [
      'on the same commit makes its own step',
      { on: beta, ...feature, atHead: ['1.3.0-rc.1'] },
      'v1.3.0-beta.1',
      'minor',
    ],
    [
      'leads to no lower release than the other one',
      { on: beta, ...feature, reachable: ['2.0.0-rc.4'] },
      'v2.0.0-beta.1',
      'major',
    ],
    ['whose name is the longer one', { on: beta, ...feature, reachable: ['1.3.0-beta9'] }, 'v1.3.0-beta.1', 'minor'],
    [
      'passes a stable release between them',
      { on: beta, base: '1.3.0', commits: ['fix: b'], reachable: ['1.3.1-rc.1'] },
      'v1.3.1-beta.1',
      'patch',
    ],
    [
      'takes a version that the input gives',
      { on: beta, ...feature, reachable: ['1.3.0-rc.1'], given: '1.3.0-beta.1' },
      'v1.3.0-beta.1',
      'minor',
    ],
    [
      'takes a release that is asked for',
      { on: beta, ...feature, reachable: ['2.0.0-rc.1'], releaseAs: '2.0.0' },
      'v2.0.0-beta.1',
      'major',
    ],
    [
      'takes a step that is asked for',
      { on: beta, ...feature, reachable: ['1.3.0-rc.1'], releaseAs: '1.3.0-beta.5' },
      'v1.3.0-beta.5',
      'minor',
    ],
  ])('%s', check)

  it.for<readonly [name: string, given: string]>([
    ['a lower step of its own', '1.3.0-beta.1'],
    ['a step to a lower release than that of another channel', '1.2.4-beta.1'],
    ['a lower step without a name', '1.3.0-1'],
  ])('is not given %s', ([, given]) => {
    const planned = plan({ on: beta, ...feature, reachable: ['1.3.0-rc.1', '1.3.0-beta.2', '1.3.0-2'], given })
    expect(planned.refusal?.code).toBe('VERSION_NOT_ABOVE_BASE')
  })

  it('says which one it follows to a higher release', () => {
    expect(plan({ on: beta, ...feature, reachable: ['2.0.0-rc.4'] }).because).toBe(
      '0000000 asks for minor: "feat: a"; raised to the release of v2.0.0-rc.4, which this commit contains; so it is 2.0.0-beta.1',
    )
  })

  it('graduates to the same release as the other one', () => {
    expect(plan({ ...feature, reachable: ['1.3.0-rc.1', '1.3.0-alpha.4'] }).tag).toBe('v1.3.0')
  })
})

describe('never backwards', () => {
  it.for<Row>([
    ['from beta to rc is forward', { on: rc, ...feature, reachable: ['1.3.0-beta.7'] }, 'v1.3.0-rc.1', 'minor'],
    [
      'on a channel that aimed higher before',
      { on: rc, ...feature, reachable: ['2.0.0-rc.4'] },
      'v2.0.0-rc.5',
      'major',
    ],
    [
      'from a channel that sorts before, to the same release',
      { on: rc, ...feature, reachable: ['2.0.0-beta.4'] },
      'v2.0.0-rc.1',
      'major',
    ],
    ['after a step without a number', { on: rc, ...feature, reachable: ['1.3.0-rc'] }, 'v1.3.0-rc.1', 'minor'],
    [
      'after a step with a word for a number',
      { on: rc, ...feature, reachable: ['1.3.0-rc.one'] },
      'v1.3.1-rc.1',
      'patch',
    ],
    ['after a longer step', { on: rc, ...feature, reachable: ['1.3.0-rc.2.5'] }, 'v1.3.0-rc.3', 'minor'],
    ['by a stable tag that the base should have been', { ...feature, reachable: ['1.5.0'] }, 'v1.5.1', 'minor'],
    ['by the very release that the base should have been', { ...feature, reachable: ['1.3.0'] }, 'v1.3.1', 'patch'],
    [
      'below a release that only the listing has on the commit',
      { ...feature, others: [{ name: 'v1.4.0', commit: head }] },
      'v1.4.0',
      'minor',
    ],
    ['below the commit’s own release', { ...feature, atHead: ['1.4.0'] }, 'v1.4.0', 'minor'],
  ])('%s', ([, example, tag]) => {
    expect(plan(example).tag).toBe(tag)
  })
})
