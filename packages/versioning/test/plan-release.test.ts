import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareVersions,
  formatVersion,
  judgeCommit,
  planRelease,
  type Bump,
  type JudgedCommit,
  type PlanRule,
  type ReleasePlan,
  type ReleaseTag,
} from '../src/index.ts'
import { release, version } from './examples.ts'

const judged = (messages: readonly string[]): readonly JudgedCommit[] =>
  messages.map((message, index) => judgeCommit({ sha: `${index}`.padStart(40, '0'), message }))

const plan = (base: ReleaseTag | undefined, messages: readonly string[], prefix = 'v'): ReleasePlan =>
  planRelease({ base, commits: judged(messages), prefix })

const shown = ({ version: planned }: ReleasePlan): string => (planned === undefined ? '' : formatVersion(planned))

type Row = readonly [
  name: string,
  base: string | undefined,
  messages: readonly string[],
  version: string,
  bump: Bump,
  rule: PlanRule,
]

const footer = 'fix: a\n\nBREAKING CHANGE: b'

it.for<Row>([
  ['a feature', '1.2.3', ['feat: a'], '1.3.0', 'minor', 'highest-bump'],
  ['a fix', '1.2.3', ['fix: a'], '1.2.4', 'patch', 'highest-bump'],
  ['a break', '1.2.3', ['feat!: a'], '2.0.0', 'major', 'highest-bump'],
  ['a break by footer', '1.2.3', [footer], '2.0.0', 'major', 'highest-bump'],
  [
    'the highest wins when it is the oldest',
    '1.2.3',
    ['fix: a', 'docs: b', 'feat!: c'],
    '2.0.0',
    'major',
    'highest-bump',
  ],
  [
    'the highest wins when it is the newest',
    '1.2.3',
    ['feat: a', 'fix: b', 'fix: c'],
    '1.3.0',
    'minor',
    'highest-bump',
  ],
  ['many of a kind bump once', '1.2.3', ['feat: a', 'feat: b', 'feat: c'], '1.3.0', 'minor', 'highest-bump'],
  ['nothing that asks', '1.2.3', ['docs: a', 'chore: b', 'prose'], '1.2.3', 'none', 'nothing-releasing'],
  ['no commit at all', '1.2.3', [], '1.2.3', 'none', 'no-commits'],
  ['before 1.0.0 a break', '0.4.2', ['feat!: a'], '0.5.0', 'minor', 'zero-major'],
  ['before 1.0.0 a break by footer', '0.4.2', [footer], '0.5.0', 'minor', 'zero-major'],
  ['before 1.0.0 a feature', '0.4.2', ['feat: a'], '0.5.0', 'minor', 'highest-bump'],
  ['before 1.0.0 a fix', '0.4.2', ['fix: a'], '0.4.3', 'patch', 'highest-bump'],
  ['before 0.1.0 a fix', '0.0.1', ['fix: a'], '0.0.2', 'patch', 'highest-bump'],
  ['first release with a feature', undefined, ['feat: a'], '1.0.0', 'minor', 'first-release'],
  ['first release with a fix', undefined, ['fix: a'], '1.0.0', 'patch', 'first-release'],
  ['first release with a break', undefined, ['feat!: a'], '1.0.0', 'major', 'first-release'],
  ['no release yet and nothing that asks', undefined, ['chore: a'], '', 'none', 'nothing-releasing'],
  ['no release yet and no commit', undefined, [], '', 'none', 'no-commits'],
  ['a base with build metadata', '1.2.3+5', ['fix: a'], '1.2.4', 'patch', 'highest-bump'],
])('%s', ([, base, messages, expected, bump, rule]) => {
  const planned = plan(base === undefined ? undefined : release(base), messages)
  expect({ version: shown(planned), bump: planned.bump, rule: planned.rule }).toEqual({ version: expected, bump, rule })
})

describe('a plan', () => {
  it('names the first commit that asked for the bump, and its line', () => {
    const { because, deciding } = plan(release('1.2.3'), ['fix: c', 'feat: second', 'docs: b', 'feat: first'])
    expect(deciding?.sha).toBe('3'.padStart(40, '0'))
    expect(because).toBe('0000000 asks for minor: "feat: first"')
  })

  it('quotes the footer when that decided', () => {
    expect(plan(release('1.2.3'), [footer]).because).toBe('0000000 asks for major: "BREAKING CHANGE: b"')
  })

  it('says what became of a break before 1.0.0', () => {
    expect(plan(release('0.1.0'), ['feat!: a']).because).toMatch(/before 1\.0\.0 that is minor$/)
  })

  it('keeps every commit with its rule', () => {
    expect(plan(release('1.2.3'), ['feat: a', 'prose']).commits.map(({ rule }) => rule)).toEqual([
      'type',
      'not-conventional',
    ])
  })

  it('has the tag of its version', () => {
    expect(plan(release('1.2.3'), ['feat: a']).tag).toBe('v1.3.0')
    expect(plan(release('1.2.3'), ['feat: a'], '').tag).toBe('1.3.0')
    expect(plan(release('1.2.3'), ['feat: a'], 'api/v').tag).toBe('api/v1.3.0')
  })

  it('without a bump has the tag of its base, or none', () => {
    expect(plan(release('1.2.3+5'), ['docs: a']).tag).toBe('v1.2.3+5')
    expect(plan(undefined, ['docs: a']).tag).toBe('')
  })
})

describe('a given version', () => {
  it.for<readonly [base: string | undefined, given: string, bump: Bump]>([
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2.3', '1.3.0', 'minor'],
    ['1.2.3', '4.0.0', 'major'],
    ['1.2.3', '1.3.0-rc.1', 'minor'],
    [undefined, '0.1.0', 'patch'],
  ])('after %s: %s, which is %s', ([base, given, bump]) => {
    const planned = planRelease({
      base: base === undefined ? undefined : release(base),
      commits: judged(['docs: a']),
      prefix: 'v',
      given: version(given),
    })
    expect(planned).toMatchObject({ tag: `v${given}`, rule: 'given', bump })
  })
})

const messages = fc.array(fc.constantFrom('feat: a', 'fix: b', 'feat!: c', 'docs: d', footer, 'prose', ''), {
  maxLength: 8,
})
const base = fc
  .tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }))
  .map((parts) => release(parts.join('.')))

describe('every plan', () => {
  it('is above its base, or the base', () => {
    fc.assert(
      fc.property(base, messages, (from, range) => {
        const planned = plan(from, range)
        const order = compareVersions(planned.version ?? from.version, from.version)
        expect(Math.sign(order)).toBe(planned.bump === 'none' ? 0 : 1)
      }),
    )
  })

  it('does not depend on the order of the commits', () => {
    fc.assert(
      fc.property(base, messages, (from, range) => {
        const [forth, back] = [plan(from, range), plan(from, range.toReversed())]
        expect({ bump: forth.bump, version: shown(forth) }).toEqual({ bump: back.bump, version: shown(back) })
      }),
    )
  })

  it('never falls when commits are added', () => {
    fc.assert(
      fc.property(base, messages, messages, (from, range, more) => {
        const [less, all] = [plan(from, range), plan(from, [...more, ...range])]
        expect(compareVersions(all.version ?? from.version, less.version ?? from.version)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
