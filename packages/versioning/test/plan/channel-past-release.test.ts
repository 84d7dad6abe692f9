import { describe, expect, it } from 'vitest'
import { plan, rc, type Example } from './plan-examples.ts'

/** The stable release that a channel aims at was made meanwhile, on a commit that the channel does not contain. */
describe('a channel whose release is there already', () => {
  it.for<[name: string, example: Example, tag: string]>([
    [
      'goes on after it with what is fresh',
      { commits: ['fix: b', 'feat!: a'], reachable: ['2.0.0-rc.3'], fresh: [0], others: ['2.0.0'] },
      'v2.0.1-rc.1',
    ],
    [
      'goes on after it with a fresh feature',
      { commits: ['feat: b', 'feat!: a'], reachable: ['2.0.0-rc.3'], fresh: [0], others: ['2.0.0'] },
      'v2.1.0-rc.1',
    ],
    [
      'goes on after all of them',
      { commits: ['fix: b', 'feat!: a'], reachable: ['2.0.0-rc.3'], fresh: [0], others: ['2.0.0', '2.0.1'] },
      'v2.0.2-rc.1',
    ],
    [
      'counts on from its steps after it',
      { commits: ['fix: c', 'fix: b', 'feat!: a'], reachable: ['2.0.1-rc.1'], fresh: [0], others: ['2.0.0'] },
      'v2.0.1-rc.2',
    ],
    [
      'counts on from its steps to a higher release',
      { commits: ['fix: c', 'feat: b', 'feat!: a'], reachable: ['2.1.0-rc.1'], fresh: [0], others: ['2.0.0'] },
      'v2.1.0-rc.2',
    ],
    ['aims at the next one when it has no step yet', { commits: ['feat: a'], others: ['1.3.0'] }, 'v1.4.0-rc.1'],
    [
      'goes on by a patch when nothing fresh asks',
      {
        commits: ['docs: b', 'feat: a'],
        reachable: ['1.3.0-rc.1'],
        fresh: [0],
        others: ['1.3.0'],
        defaultBump: 'patch',
      },
      'v1.3.1-rc.1',
    ],
    [
      'goes on after it by no more than the policy lets a break be',
      {
        commits: ['feat!: b', 'feat: a'],
        reachable: ['1.3.0-rc.1'],
        fresh: [0],
        others: ['1.3.0'],
        majorPolicy: 'cap-minor',
      },
      'v1.4.0-rc.1',
    ],
    [
      'keeps the step that is on its commit',
      { commits: ['fix: b', 'feat: a'], atHead: ['1.3.0-rc.2'], others: ['1.3.0'] },
      'v1.3.0-rc.2',
    ],
    ['aims at it before it is there', { commits: ['feat: a'], others: ['1.3.0-beta.1', '1.4.0'] }, 'v1.3.0-rc.1'],
  ])('%s', ([, example, tag]) => {
    expect(plan({ on: rc, base: '1.2.3', ...example })).toMatchObject({ tag, refusal: undefined })
  })

  it('does not break the first release for that', () => {
    expect(plan({ on: rc, commits: ['feat!: a'], others: ['1.0.0'] }).tag).toBe('v1.1.0-rc.1')
  })

  it('names what it passed', () => {
    const planned = plan({ on: rc, base: '1.2.3', commits: ['feat: a'], others: ['1.3.0'] })
    expect(planned.because).toContain('v1.3.0 is taken; so it is 1.4.0-rc.1')
    expect(planned.skipped).toMatchObject([{ tag: 'v1.3.0', because: 'taken' }])
  })
})
