import { describe, expect, it } from 'vitest'
import type { Bump } from '../../src/index.ts'
import { elsewhere, major1, plan, rc, type Example } from './plan-examples.ts'

type Row = readonly [name: string, example: Example, tag: string, bump: Bump]

function check([, example, tag, bump]: Row): void {
  const planned = plan(example)
  expect({ tag: planned.tag, bump: planned.bump, refusal: planned.refusal }).toEqual({ tag, bump, refusal: undefined })
}

const feature = { base: '1.2.3', commits: ['feat: a'] }

describe('a name', () => {
  it.for<Row>([
    ['that a feature’s release has elsewhere', { ...feature, others: ['1.3.0'] }, 'v1.4.0', 'minor'],
    [
      'that a fix’s release has elsewhere',
      { base: '1.2.3', commits: ['fix: a'], others: ['1.2.4'] },
      'v1.2.5',
      'patch',
    ],
    [
      'that a break’s release has elsewhere',
      { base: '1.2.3', commits: ['fix!: a'], others: ['2.0.0'] },
      'v3.0.0',
      'major',
    ],
    [
      'that the release of a default-bump has elsewhere',
      { base: '1.2.3', commits: ['a'], defaultBump: 'minor', others: ['1.3.0'] },
      'v1.4.0',
      'minor',
    ],
    ['that the first release of a fix has elsewhere', { commits: ['fix: a'], others: ['1.0.0'] }, 'v1.0.1', 'patch'],
    [
      'that the first release of a feature on a maintenance line has elsewhere',
      { on: major1, commits: ['feat: a'], others: ['1.0.0'] },
      'v1.1.0',
      'minor',
    ],
    ['that is on no commit', { ...feature, others: [{ name: 'v1.3.0', commit: undefined }] }, 'v1.4.0', 'minor'],
    ['that the commit has already', { ...feature, atHead: ['1.3.0'] }, 'v1.3.0', 'minor'],
    [
      'that the commit has, and another commit too, with other metadata',
      { ...feature, atHead: ['1.3.0'], others: ['1.3.0+1'] },
      'v1.3.0',
      'minor',
    ],
    ['that is burned', { ...feature, burned: ['v1.3.0'] }, 'v1.3.1', 'minor'],
    ['that is burned on this very commit', { ...feature, atHead: ['1.3.0'], burned: ['v1.3.0'] }, 'v1.3.1', 'minor'],
    [
      'that is burned, with the next one taken',
      { ...feature, burned: ['v1.3.0'], others: ['1.3.1'] },
      'v1.4.0',
      'minor',
    ],
    [
      'that is taken, with the next one burned',
      { ...feature, burned: ['v1.4.0'], others: ['1.3.0'] },
      'v1.4.1',
      'minor',
    ],
    ['of another series as long', { ...feature, others: [{ name: 'x1.3.0', commit: elsewhere }] }, 'v1.3.0', 'minor'],
    [
      'of another series as long, after many that are taken',
      {
        base: '1.2.3',
        commits: ['fix: a'],
        others: [
          ...['1.2.4', '1.2.5', '1.2.6', '1.2.7', '1.2.8', '1.2.9'],
          ...['x1.2.10', 'x1.2.11'].map((name) => ({ name, commit: elsewhere })),
        ],
      },
      'v1.2.10',
      'patch',
    ],
    [
      'that is a release beside its step, after many that are taken',
      {
        base: '1.2.3',
        commits: ['fix: a'],
        others: [
          ...['1.2.4', '1.2.5', '1.2.6', '1.2.7', '1.2.8', '1.2.9'],
          ...['1.2.10', '1.2.10-rc.1', '1.2.11-rc.1', '1.2.11'],
        ],
      },
      'v1.2.12',
      'patch',
    ],
    ['of another series', { ...feature, others: [{ name: 'api-v1.3.0', commit: elsewhere }] }, 'v1.3.0', 'minor'],
    [
      'with leading zeros, which is none',
      { ...feature, others: [{ name: 'v1.03.0', commit: elsewhere }] },
      'v1.3.0',
      'minor',
    ],
    ['far above, on another branch', { ...feature, others: ['9.0.0'] }, 'v1.3.0', 'minor'],
  ])('%s', check)

  it('that was passed is told, with where it is', () => {
    const { skipped, because } = plan({
      ...feature,
      others: ['1.3.0', { name: 'v1.4.0', commit: undefined }],
      burned: ['v1.5.0'],
    })
    expect(skipped).toEqual([
      { tag: 'v1.3.0', because: 'taken', commit: elsewhere },
      { tag: 'v1.4.0', because: 'taken' },
      { tag: 'v1.5.0', because: 'burned' },
    ])
    expect(because).toMatch(/; v1\.3\.0 is taken; v1\.4\.0 is taken; v1\.5\.0 is burned; so it is 1\.5\.1$/)
  })

  it('with a number that cannot be counted on is refused', () => {
    expect(plan({ base: `1.2.${Number.MAX_SAFE_INTEGER}`, commits: ['fix: a'] }).refusal).toEqual({
      code: 'VERSION_OUT_OF_RANGE',
      message: 'the next version, 1.2.9007199254740992, has a number that is too large to be counted exactly',
      remedy: 'delete the tag with the number that is too large, or give a version',
    })
    expect(plan({ ...feature, on: rc, others: [`1.3.0-rc.${Number.MAX_SAFE_INTEGER}`] }).refusal?.code).toBe(
      'VERSION_OUT_OF_RANGE',
    )
  })
})
