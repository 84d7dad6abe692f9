import { describe, expect, it } from 'vitest'
import type { Bump } from '../../src/index.ts'
import { major1, minor12, plan, type Example } from './plan-examples.ts'

type Row = readonly [name: string, example: Example, tag: string, bump: Bump]

function check([, example, tag, bump]: Row): void {
  const planned = plan(example)
  expect({ tag: planned.tag, bump: planned.bump, refusal: planned.refusal }).toEqual({ tag, bump, refusal: undefined })
}

describe('a maintenance line', () => {
  it.for<Row>([
    ['has patches', { on: major1, base: '1.2.3', commits: ['fix: a'] }, 'v1.2.4', 'patch'],
    ['has features', { on: major1, base: '1.2.3', commits: ['feat: a'] }, 'v1.3.0', 'minor'],
    ['of a minor version has patches', { on: minor12, base: '1.2.3', commits: ['fix: a'] }, 'v1.2.4', 'patch'],
    [
      'passes what other branches released',
      { on: major1, base: '1.2.3', commits: ['feat: a'], others: ['1.3.0', '1.4.0'] },
      'v1.5.0',
      'minor',
    ],
    [
      'does not see a higher major that it contains',
      { on: major1, base: '1.2.3', commits: ['fix: a'], reachable: ['2.0.0'] },
      'v1.2.4',
      'patch',
    ],
    [
      'graduates its own steps',
      { on: major1, base: '1.2.3', commits: ['fix: a'], reachable: ['1.3.0-rc.1'] },
      'v1.3.0',
      'minor',
    ],
    [
      'starts with its own major version',
      { on: { kind: 'maintenance', major: 3, minor: undefined }, commits: ['fix: a'] },
      'v3.0.0',
      'patch',
    ],
    ['starts with its own minor version', { on: minor12, commits: ['fix: a'] }, 'v1.2.0', 'patch'],
    [
      'starts past a name that is taken, without leaving',
      { on: minor12, commits: ['feat: a'], others: ['1.2.0'] },
      'v1.2.1',
      'minor',
    ],
    [
      'starts with the initial version where that is its own',
      { on: major1, commits: ['fix: a'], initialVersion: '1.4.0' },
      'v1.4.0',
      'patch',
    ],
    ['caps a break', { on: major1, base: '1.2.3', commits: ['fix!: a'], majorPolicy: 'cap-minor' }, 'v1.3.0', 'minor'],
    [
      'of a minor version has a default-bump of patch at most',
      { on: minor12, base: '1.2.3', commits: ['a'], defaultBump: 'minor' },
      'v1.2.4',
      'patch',
    ],
    [
      'of a major version has a default-bump of minor',
      { on: major1, base: '1.2.3', commits: ['a'], defaultBump: 'minor' },
      'v1.3.0',
      'minor',
    ],
    [
      'before 1.0.0 takes a break that is minor',
      { on: { kind: 'maintenance', major: 0, minor: undefined }, base: '0.2.3', commits: ['fix!: a'] },
      'v0.3.0',
      'minor',
    ],
  ])('%s', check)

  it.for<readonly [name: string, example: Example]>([
    ['a break', { on: major1, base: '1.2.3', commits: ['fix: b', 'feat!: a'] }],
    [
      'a break that is approved',
      { on: major1, base: '1.2.3', commits: ['feat!: a'], approved: true, majorPolicy: 'require-approval' },
    ],
    ['a feature on a line of a minor version', { on: minor12, base: '1.2.3', commits: ['feat: a'] }],
    ['a break before 1.0.0', { on: { kind: 'maintenance', major: 0, minor: 2 }, base: '0.2.3', commits: ['fix!: a'] }],
    ['a version that a footer asks for', { on: major1, base: '1.2.3', commits: ['fix: a\n\nRelease-As: 2.0.0'] }],
    ['a version that the input asks for', { on: major1, base: '1.2.3', commits: ['fix: a'], releaseAs: '2.0.0' }],
  ])('refuses %s', ([, example]) => {
    expect(plan(example).refusal?.code).toBe('BREAKS_MAINTENANCE_LINE')
  })

  it('names the commit that breaks it, and the line', () => {
    expect(plan({ on: minor12, base: '1.2.3', commits: ['fix: b', 'feat: a'] }).refusal?.message).toBe(
      '1.3.0 is not for the maintenance line 1.2.x: 1111111 asks for minor: "feat: a"',
    )
  })

  it.for(['feat!: a', 'fix: a\n\nRelease-As: 2.0.0'])('says what to do about a commit that breaks it: %j', (commit) => {
    expect(plan({ on: major1, base: '1.2.3', commits: [commit] }).refusal?.remedy).toBe(
      'revert it on this branch, release it from another one, or name the commit in skip-commits',
    )
  })
})
