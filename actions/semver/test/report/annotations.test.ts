import { describe, expect, it } from 'vitest'
import { report } from '../../src/report.ts'
import { range, release, result, sha } from './example.ts'

const finding = { line: 1, lineText: 'did it', code: 'not-conventional', message: 'write type: subject' } as const
const near = { kind: 'break-case', line: 3, lineText: 'breaking change: d', because: 'write it in upper case' } as const

describe('annotations', () => {
  it('warn of what the run, the plan and the messages are odd in, each once', () => {
    const refusal = { code: 'MAJOR_FORBIDDEN', message: 'a major is forbidden', remedy: 'release-as' } as const
    const commits = range(['fix: a', 'fix: b'], [{ nearMisses: [near] }, { nearMisses: [near], fate: 'skipped' }])
    const plan = { commits, warnings: ['w'], refusal }
    const releases = [release({ name: 'api', plan }), release({ name: 'web', plan })]
    expect(report(result({ releases, warnings: ['r'] })).annotations?.map(({ message }) => message)).toEqual([
      'r',
      'api: a major is forbidden; release-as',
      'api: w',
      'web: a major is forbidden; release-as',
      'web: w',
      '"breaking change: d": write it in upper case',
    ])
  })

  it('warn of lines that slipped in the same way once, with the first and how many there are', () => {
    const messages = ['feature: a', 'feature: b', 'hotfix: c', 'feat: d', 'feature: e']
    const releases = [release({ plan: { commits: range(messages) } })]
    expect(report(result({ releases })).annotations).toEqual([
      {
        level: 'warning',
        title: 'Commit 0000000, line 1',
        message: '"feature: a": the type `feature` does not release: write `feat`; 2 more lines like it',
      },
      {
        level: 'warning',
        title: 'Commit 0000002, line 1',
        message: '"hotfix: c": the type `hotfix` does not release: write `fix`',
      },
    ])
    expect(report(result({ releases })).summary).toContain('write &#96;feat&#96;; 2 more lines like it\n')
  })

  it('are an error for each finding of the lint, and no second word on its line', () => {
    const commits = range(['fix: a'], [{ nearMisses: [near] }])
    const lint = [{ ...near, sha: sha(0), code: 'near-miss', message: near.because } as const]
    expect(report(result({ releases: [release({ plan: { commits } })], lint })).annotations).toEqual([
      { level: 'error', title: 'Commit 0000000, line 3', message: '"breaking change: d": write it in upper case' },
    ])
  })
})

describe('the lint', () => {
  it.for([
    ['nothing was linted', undefined, undefined],
    ['nothing was found', [], undefined],
    ['the title', [{ ...finding, sha: undefined }], 'lint: 1 finding in the title of the pull request; '],
    [
      'one message',
      [1, 1].map((index) => ({ ...finding, sha: sha(index) })),
      'lint: 2 findings in the message of 0000001; ',
    ],
    ['messages', [1, 2].map((index) => ({ ...finding, sha: sha(index) })), 'lint: 2 findings in 2 messages; '],
  ] as const)('fails the step by what it found: %s', ([, lint, failure]) => {
    const said = report(result({ lint })).failure
    expect(said?.slice(0, failure?.length ?? 0)).toBe(failure)
  })

  it('says what helps where the message is on the branch already, and where it can be reworded', () => {
    const lint = [{ ...finding, sha: sha(1) }]
    const pull = { number: 7, squash: undefined, merge: undefined, comment: 'off' } as const
    expect(report(result({ lint })).failure).toMatch(/; name in skip-commits what cannot be reworded any more$/)
    expect(report(result({ lint, pull })).failure).toMatch(/; reword, and push again$/)
  })
})
