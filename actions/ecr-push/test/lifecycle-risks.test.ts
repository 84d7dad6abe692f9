import { describe, expect, it } from 'vitest'
import { lifecycleRisks } from '../src/preflight/lifecycle-risks.ts'

interface Selection {
  readonly tagStatus: string
  readonly countType?: string
  readonly countNumber?: number
  readonly tagPrefixList?: readonly string[]
  readonly tagPatternList?: readonly string[]
}

function policy(selection: Selection, type = 'expire'): string {
  const counted = { countType: 'imageCountMoreThan', countNumber: 1, ...selection }
  return JSON.stringify({ rules: [{ rulePriority: 7, selection: counted, action: { type } }] })
}

const candidate = 'candidate-0123456789abcdef'

describe('lifecycleRisks', () => {
  it.for<[string, string, string | undefined, boolean]>([
    ['few untagged images, for an untagged candidate', policy({ tagStatus: 'untagged' }), undefined, true],
    ['few untagged images, for a tagged candidate', policy({ tagStatus: 'untagged' }), candidate, false],
    ['many untagged images', policy({ tagStatus: 'untagged', countNumber: 100 }), undefined, false],
    ['untagged images by age', policy({ tagStatus: 'untagged', countType: 'sinceImagePushed' }), undefined, false],
    ['few images of any kind', policy({ tagStatus: 'any', countNumber: 5 }), candidate, true],
    ['few tagged images', policy({ tagStatus: 'tagged', tagPrefixList: ['candidate-'] }), candidate, true],
    [
      'few tagged images, by pattern',
      policy({ tagStatus: 'tagged', tagPatternList: ['cand*', '*f'] }),
      candidate,
      true,
    ],
    [
      'a pattern of which one half fits',
      policy({ tagStatus: 'tagged', tagPatternList: ['cand*', 'v*'] }),
      candidate,
      false,
    ],
    ['few releases', policy({ tagStatus: 'tagged', tagPrefixList: ['v'] }), candidate, false],
    [
      'tagged images, for an untagged candidate',
      policy({ tagStatus: 'tagged', tagPrefixList: [''] }),
      undefined,
      false,
    ],
    ['what is archived only', policy({ tagStatus: 'untagged' }, 'transition'), undefined, false],
    ['no rules', '{}', undefined, false],
    ['no JSON', 'rules', undefined, false],
  ])('%s', ([, text, tag, risky]) => {
    const risks = lifecycleRisks(text, tag)
    const told = expect.stringMatching(/^rule 7 of the lifecycle policy keeps \d+ .*sinceImagePushed/) as string
    expect(risks).toEqual(risky ? [told] : [])
  })
})
