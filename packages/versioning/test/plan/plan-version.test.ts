import { describe, expect, it } from 'vitest'
import type { Bump, PlanRule } from '../../src/index.ts'
import { head, plan, rangeCommit, shaOf, type Example } from './plan-examples.ts'

type Row = readonly [name: string, example: Example, tag: string, bump: Bump, rule: PlanRule]

function check([, example, tag, bump, rule]: Row): void {
  const planned = plan(example)
  const { refusal } = planned
  expect({ tag: planned.tag, bump: planned.bump, rule: planned.rule, refusal }).toEqual({
    tag,
    bump,
    rule,
    refusal: undefined,
  })
}

describe('a range', () => {
  it.for<Row>([
    ['with a feature', { base: '1.2.3', commits: ['feat: a'] }, 'v1.3.0', 'minor', 'highest-bump'],
    ['with a fix', { base: '1.2.3', commits: ['fix: a'] }, 'v1.2.4', 'patch', 'highest-bump'],
    ['with a break', { base: '1.2.3', commits: ['feat!: a'] }, 'v2.0.0', 'major', 'highest-bump'],
    [
      'whose highest is the oldest',
      { base: '1.2.3', commits: ['fix: a', 'b', 'feat!: c'] },
      'v2.0.0',
      'major',
      'highest-bump',
    ],
    [
      'whose highest is the newest',
      { base: '1.2.3', commits: ['feat: a', 'fix: b'] },
      'v1.3.0',
      'minor',
      'highest-bump',
    ],
    ['with many of a kind', { base: '1.2.3', commits: ['feat: a', 'feat: b'] }, 'v1.3.0', 'minor', 'highest-bump'],
    ['with nothing that asks', { base: '1.2.3', commits: ['docs: a'] }, 'v1.2.3', 'none', 'nothing-releasing'],
    ['without commits', { base: '1.2.3' }, 'v1.2.3', 'none', 'no-commits'],
    ['after a base with build metadata', { base: '1.2.3+5', commits: ['fix: a'] }, 'v1.2.4', 'patch', 'highest-bump'],
    [
      'after steps towards two releases, the lower one listed first',
      { base: '1.2.3', commits: ['fix: a'], reachable: ['1.3.0-rc.1', '1.4.0-rc.1'] },
      'v1.4.0',
      'minor',
      'highest-bump',
    ],
    ['under an empty prefix', { base: '1.2.3', prefix: '', commits: ['fix: a'] }, '1.2.4', 'patch', 'highest-bump'],
    ['of a package', { base: '1.2.3', prefix: 'api/v', commits: ['fix: a'] }, 'api/v1.2.4', 'patch', 'highest-bump'],
    [
      'in which the feature is cancelled',
      { base: '1.2.3', commits: ['fix: b', rangeCommit('feat: a', 1, { bump: 'none', fate: 'cancelled' })] },
      'v1.2.4',
      'patch',
      'highest-bump',
    ],
  ])('%s', check)
})

describe('default-bump', () => {
  it.for<Row>([
    ['patch', { base: '1.2.3', commits: ['docs: a'], defaultBump: 'patch' }, 'v1.2.4', 'patch', 'default-bump'],
    ['minor', { base: '1.2.3', commits: ['docs: a'], defaultBump: 'minor' }, 'v1.3.0', 'minor', 'default-bump'],
    ['of no commit', { base: '1.2.3', defaultBump: 'patch' }, 'v1.2.3', 'none', 'no-commits'],
    [
      'yields to a lower bump',
      { base: '1.2.3', commits: ['fix: a'], defaultBump: 'minor' },
      'v1.2.4',
      'patch',
      'highest-bump',
    ],
    ['before the first release', { commits: ['a'], defaultBump: 'patch' }, 'v1.0.0', 'patch', 'first-release'],
    [
      'minor before 1.0.0, as carets read it',
      { base: '0.4.2', commits: ['a'], defaultBump: 'minor', zeroMajor: 'semver' },
      'v0.4.3',
      'patch',
      'default-bump',
    ],
  ])('%s', check)
})

describe('before 1.0.0', () => {
  const breaking = { commits: ['feat!: a'] }
  const feature = { commits: ['feat: a'] }
  const fix = { commits: ['fix: a'] }
  it.for<Row>([
    ['a break is minor', { base: '0.4.2', ...breaking }, 'v0.5.0', 'minor', 'zero-major'],
    ['a feature is minor', { base: '0.4.2', ...feature }, 'v0.5.0', 'minor', 'highest-bump'],
    ['a fix is patch', { base: '0.4.2', ...fix }, 'v0.4.3', 'patch', 'highest-bump'],
    ['a break of 0.0.z is minor', { base: '0.0.4', ...breaking }, 'v0.1.0', 'minor', 'zero-major'],
    [
      'a break leads to 1.0.0',
      { base: '0.4.2', ...breaking, zeroMajor: 'breaking-is-major' },
      'v1.0.0',
      'major',
      'highest-bump',
    ],
    [
      'a feature does not',
      { base: '0.4.2', ...feature, zeroMajor: 'breaking-is-major' },
      'v0.5.0',
      'minor',
      'highest-bump',
    ],
    [
      'by carets a break is minor',
      { base: '0.4.2', ...breaking, zeroMajor: 'semver' },
      'v0.5.0',
      'minor',
      'zero-major',
    ],
    [
      'by carets a feature is patch',
      { base: '0.4.2', ...feature, zeroMajor: 'semver' },
      'v0.4.3',
      'patch',
      'zero-major',
    ],
    ['by carets a fix is patch', { base: '0.4.2', ...fix, zeroMajor: 'semver' }, 'v0.4.3', 'patch', 'highest-bump'],
    [
      'by carets a break of 0.0.z is patch',
      { base: '0.0.4', ...breaking, zeroMajor: 'semver' },
      'v0.0.5',
      'patch',
      'zero-major',
    ],
    [
      'by carets a feature of 0.0.z is patch',
      { base: '0.0.4', ...feature, zeroMajor: 'semver' },
      'v0.0.5',
      'patch',
      'zero-major',
    ],
    ['and not after it', { base: '1.0.0', ...breaking, zeroMajor: 'semver' }, 'v2.0.0', 'major', 'highest-bump'],
  ])('%s', check)
})

describe('the first release', () => {
  it.for<Row>([
    ['with a feature', { commits: ['feat: a'] }, 'v1.0.0', 'minor', 'first-release'],
    ['with a fix', { commits: ['fix: a'] }, 'v1.0.0', 'patch', 'first-release'],
    ['with a break, which does not raise it', { commits: ['feat!: a'] }, 'v1.0.0', 'major', 'first-release'],
    ['with nothing that asks', { commits: ['chore: a'] }, '', 'none', 'nothing-releasing'],
    ['without commits', {}, '', 'none', 'no-commits'],
    ['as 0.1.0', { commits: ['fix: a'], initialVersion: '0.1.0' }, 'v0.1.0', 'patch', 'first-release'],
    [
      'as 0.1.0 with a break, which is minor',
      { commits: ['fix!: a'], initialVersion: '0.1.0' },
      'v0.1.0',
      'minor',
      'first-release',
    ],
    [
      'as a pre-release',
      { commits: ['feat: a'], initialVersion: '1.0.0-alpha.1' },
      'v1.0.0-alpha.1',
      'minor',
      'first-release',
    ],
    [
      'with a break needs no approval',
      { commits: ['feat!: a'], majorPolicy: 'require-approval' },
      'v1.0.0',
      'major',
      'first-release',
    ],
    ['whose name is taken elsewhere', { commits: ['feat: a'], others: ['1.0.0'] }, 'v1.1.0', 'minor', 'first-release'],
    [
      'with a break, whose name is taken',
      { commits: ['feat!: a'], others: ['1.0.0'] },
      'v1.1.0',
      'major',
      'first-release',
    ],
    [
      'when only another series has releases',
      { commits: ['fix: a'], others: [{ name: 'web-v3.0.0', commit: head }] },
      'v1.0.0',
      'patch',
      'first-release',
    ],
  ])('%s', check)
})

describe('major-policy', () => {
  const breaking = { base: '1.2.3', commits: ['docs: a', 'feat!: b', 'fix: c', 'fix!: d'] }
  it.for<Row>([
    ['allow', { ...breaking, majorPolicy: 'allow' }, 'v2.0.0', 'major', 'highest-bump'],
    ['cap-minor', { ...breaking, majorPolicy: 'cap-minor' }, 'v1.3.0', 'minor', 'major-capped'],
    [
      'cap-minor after an approval',
      { ...breaking, majorPolicy: 'cap-minor', approved: true },
      'v1.3.0',
      'minor',
      'major-capped',
    ],
    [
      'cap-minor without a break',
      { base: '1.2.3', commits: ['fix: a'], majorPolicy: 'cap-minor' },
      'v1.2.4',
      'patch',
      'highest-bump',
    ],
    [
      'cap-minor where a break would lead to 1.0.0',
      { base: '0.4.2', commits: ['fix!: a'], majorPolicy: 'cap-minor', zeroMajor: 'breaking-is-major' },
      'v0.5.0',
      'minor',
      'major-capped',
    ],
    [
      'require-approval, with that of all',
      { ...breaking, majorPolicy: 'require-approval', approved: true },
      'v2.0.0',
      'major',
      'highest-bump',
    ],
    [
      'require-approval, with that of each',
      { ...breaking, majorPolicy: 'require-approval', approved: new Set([shaOf(1), shaOf(3)]) },
      'v2.0.0',
      'major',
      'highest-bump',
    ],
    [
      'require-approval of a feature',
      { base: '1.2.3', commits: ['feat: a'], majorPolicy: 'require-approval' },
      'v1.3.0',
      'minor',
      'highest-bump',
    ],
    [
      'fail before 1.0.0, where a break is minor',
      { base: '0.2.0', commits: ['fix!: a'], majorPolicy: 'fail' },
      'v0.3.0',
      'minor',
      'zero-major',
    ],
    [
      'fail, of a version that is given',
      { ...breaking, majorPolicy: 'fail', given: '2.0.0' },
      'v2.0.0',
      'major',
      'given',
    ],
    [
      'fail, of a version that is asked for',
      { ...breaking, majorPolicy: 'fail', releaseAs: '2.0.0' },
      'v2.0.0',
      'major',
      'release-as',
    ],
    [
      'require-approval, which a footer is',
      { base: '1.2.3', commits: ['chore: a\n\nRelease-As: 2.0.0', 'feat!: b'], majorPolicy: 'require-approval' },
      'v2.0.0',
      'major',
      'release-as',
    ],
  ])('%s', check)

  it('require-approval names each break that nobody approved, and says what to do', () => {
    const { refusal, tag } = plan({ ...breaking, majorPolicy: 'require-approval', approved: new Set([shaOf(3)]) })
    expect(tag).toBe('v2.0.0')
    expect(refusal).toMatchObject({
      code: 'MAJOR_NOT_APPROVED',
      message: '2.0.0 needs an approval of 1111111 "feat!: b"',
    })
    expect(refusal?.remedy).toMatch(/label.*approve-major.*release-as/)
  })

  it('fail names every break, approved or not', () => {
    const { refusal } = plan({ ...breaking, majorPolicy: 'fail', approved: true })
    expect(refusal?.code).toBe('MAJOR_FORBIDDEN')
    expect(refusal?.message).toMatch(/1111111 "feat!: b", 3333333 "fix!: d"$/)
  })
})

describe('a plan', () => {
  it('names the first commit that asked for the bump, and its line', () => {
    const { because, deciding } = plan({ base: '1.2.3', commits: ['fix: c', 'feat: second', 'b', 'feat: first'] })
    expect(deciding?.sha).toBe(shaOf(3))
    expect(because).toBe('3333333 asks for minor: "feat: first"')
  })

  it.for<readonly [example: Example, because: string]>([
    [{ base: '0.1.0', commits: ['feat!: a'] }, '0000000 asks for major: "feat!: a"; before 1.0.0 that is minor'],
    [
      { base: '1.0.0', commits: ['feat!: a'], majorPolicy: 'cap-minor' },
      '0000000 asks for major: "feat!: a"; major-policy cap-minor makes that minor',
    ],
    [{ commits: ['fix: a'] }, 'first release; 0000000 asks for patch: "fix: a"'],
    [
      { base: '1.0.0', commits: ['a'], defaultBump: 'patch' },
      'no releasing commit since v1.0.0, and default-bump is patch',
    ],
    [{ base: '1.0.0', commits: ['a'] }, 'no releasing commit since v1.0.0'],
    [{}, 'no commit in the whole history'],
  ])('says why: %o', ([example, because]) => {
    expect(plan(example).because).toBe(because)
  })

  it('keeps the whole range', () => {
    const commits = [rangeCommit('fix: a', 0), rangeCommit('b', 1, { fate: 'skipped' })]
    expect(plan({ base: '1.2.3', commits }).commits).toEqual(commits)
  })

  it('compares with the base', () => {
    expect(plan({ base: '1.2.3', commits: ['fix: a'] }).previous?.name).toBe('v1.2.3')
  })
})

describe('build metadata', () => {
  it.for<Row>([
    [
      'is appended',
      { base: '1.2.3', commits: ['fix: a'], build: ['sha', '0123'] },
      'v1.2.4+sha.0123',
      'patch',
      'highest-bump',
    ],
    [
      'of the base is not kept',
      { base: '1.2.3+5', commits: ['fix: a'], build: ['6'] },
      'v1.2.4+6',
      'patch',
      'highest-bump',
    ],
    ['is not appended to what is given', { base: '1.2.3', given: '1.2.4', build: ['6'] }, 'v1.2.4', 'patch', 'given'],
    [
      'does not make a version higher',
      { base: '1.2.3', commits: ['fix: a'], build: ['6'], others: ['1.2.4+5'] },
      'v1.2.5+6',
      'patch',
      'highest-bump',
    ],
    [
      'of the commit it is on is kept',
      { base: '1.2.3', commits: ['fix: a'], build: ['6'], atHead: ['1.2.4+5'] },
      'v1.2.4+5',
      'patch',
      'highest-bump',
    ],
    [
      'is not appended where nothing is released',
      { base: '1.2.3', commits: ['a'], build: ['6'] },
      'v1.2.3',
      'none',
      'nothing-releasing',
    ],
  ])('%s', check)
})
