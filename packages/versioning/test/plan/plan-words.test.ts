import { describe, expect, it } from 'vitest'
import { plan, rc, type Example } from './plan-examples.ts'

describe('what a plan says', () => {
  it.for<readonly [name: string, example: Example, because: string]>([
    ['of a version that was given', { base: '1.2.3', given: '2.0.0' }, 'version 2.0.0 was given'],
    ['of a version that the input asks for', { base: '1.2.3', releaseAs: '4.0.0' }, 'release-as asks for 4.0.0'],
    ['of the whole repository', { base: '1.2.3' }, 'no commit since v1.2.3'],
    ['of a package', { base: '1.2.3', package: 'api' }, 'no commit of api since v1.2.3'],
    ['of a package without a release', { package: 'api' }, 'no commit of api in the whole history'],
  ])('%s', ([, example, because]) => {
    expect(plan(example)).toMatchObject({ because, skipped: [], warnings: [] })
  })

  it.for<readonly [name: string, example: Example, remedy: RegExp]>([
    ['forbidden', { majorPolicy: 'fail' }, /^revert or skip what breaks, or ask for the version by release-as/],
    ['not approved', { majorPolicy: 'require-approval' }, /^put the label for major releases on the pull request/],
    [
      'not approved by a label that has a name',
      { majorPolicy: 'require-approval', majorLabel: 'breaking' },
      /^put the label "breaking" on the pull request/,
    ],
  ])('to do about a break that is %s', ([, example, remedy]) => {
    expect(plan({ base: '1.2.3', commits: ['feat!: a'], ...example }).refusal?.remedy).toMatch(remedy)
  })

  it('where a step of the channel is on the commit already', () => {
    const planned = plan({
      on: rc,
      base: '1.2.3',
      commits: ['feat: a'],
      atHead: ['1.3.0-rc.2'],
      burned: ['v1.3.0-rc.3'],
    })
    expect(planned).toMatchObject({ tag: 'v1.3.0-rc.2', skipped: [] })
  })

  it('where a footer has its v in the wrong place', () => {
    expect(plan({ base: '1.2.3', commits: ['fix: a\n\nRelease-As: 1.3v.0'] }).refusal?.code).toBe('RELEASE_AS_INVALID')
  })
})
