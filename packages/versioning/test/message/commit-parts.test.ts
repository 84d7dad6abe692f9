import { describe, expect, it } from 'vitest'
import { judgeCommit, type Bump, type CommitRule, type JudgingOptions } from '../../src/index.ts'
import { judgeBothWays as judge } from '../judging/judging-examples.ts'

describe('the pull request of a commit', () => {
  it.for<readonly [name: string, message: string, pull: number | undefined]>([
    ['is at the end of a squashed header', 'feat: a (#12)', 12],
    ['is the last of several', 'Revert "feat: a (#12)" (#13)', 13],
    ['is in the header of a merge', 'Merge pull request #12 from a/b\n\nfix: c', 12],
    ['is not within the header', 'feat: a (#12) again', undefined],
    ['is not in the body', 'feat: a\n\nb (#12)', undefined],
    ['is not what a fix closes', 'fix: close #12', undefined],
    ['is not in the merge of a branch', 'Merge branch #12 from b', undefined],
    ['is no number that is longer than any', `feat: a (#${'1'.repeat(40)})`, undefined],
  ])('%s', ([, message, pull]) => {
    expect(judge(message).pull).toBe(pull)
  })
})

describe('Release-As', () => {
  it.for<readonly [name: string, message: string, text: string | undefined, line?: number]>([
    ['is a footer', 'chore: a\n\nRelease-As: 2.0.0', '2.0.0', 3],
    ['is taken in any case', 'chore: a\n\nrelease-as: 2.0.0', '2.0.0', 3],
    ['may be indented', 'chore: a\n\n  Release-As: 2.0.0', '2.0.0', 3],
    ['needs no blank after its colon', 'chore: a\n\nRelease-As:2.0.0', '2.0.0', 3],
    ['is not read', 'chore: a\n\nRelease-As: two', 'two', 3],
    ['counts under any header', 'Release\n\nRELEASE-AS: v2.0.0', 'v2.0.0', 3],
    ['is the last of several', 'chore: a\n\nRelease-As: 2.0.0\nRelease-As: 3.0.0', '3.0.0', 4],
    ['is not the header', 'Release-As: 2.0.0', undefined],
    ['is not in a quote', 'chore: a\n\n> Release-As: 2.0.0', undefined],
    ['is not in a bullet', 'chore: a\n\n* Release-As: 2.0.0', undefined],
    ['is not in a code fence', 'chore: a\n\n~~~\nRelease-As: 2.0.0\n~~~', undefined],
    ['is not within a line', 'chore: a\n\nwith Release-As: 2.0.0', undefined],
  ])('%s', ([, message, text, line = 0]) => {
    expect(judge(message).releaseAs).toEqual(text === undefined ? undefined : { text, line })
  })

  it('is strictly a footer', () => {
    expect(judge('chore: a\n\nb\nRelease-As: 2.0.0', { mode: 'strict' }).releaseAs).toBeUndefined()
    expect(judge('chore: a\n\nb\n\nRelease-As: 2.0.0', { mode: 'strict' }).releaseAs?.text).toBe('2.0.0')
    expect(judge('chore: a\n\nb\n \nRelease-As: 2.0.0', { mode: 'strict' }).releaseAs?.text).toBe('2.0.0')
    expect(judge('chore: a\n\n Release-As: 2.0.0', { mode: 'strict' }).releaseAs).toBeUndefined()
    expect(judge('chore: a\n\nRelease-As:2.0.0', { mode: 'strict' }).releaseAs).toBeUndefined()
  })
})

describe('a merge', () => {
  it.for<readonly [name: string, message: string, bump: Bump, rule: CommitRule, line: number]>([
    ['of a pull request speaks by its title', 'Merge pull request #1 from a/b\n\nfeat(api): c', 'minor', 'type', 3],
    ['with a break in the title', 'Merge pull request #1 from a/b\n\nfix!: c', 'major', 'breaking-mark', 3],
    ['with a title after several empty lines', 'Merge pull request #1 from a/b\n\n\n\nfix: c', 'patch', 'type', 5],
    ['with a title right below it', 'Merge pull request #1 from a/b\nfix: c', 'patch', 'type', 2],
    ['with a title after a line of blanks', 'Merge pull request #1 from a/b\n  \nfix: c', 'patch', 'type', 3],
    ['with a title that is prose', 'Merge pull request #1 from a/b\n\nAdd c', 'none', 'not-conventional', 1],
    [
      'with a type in a later line',
      'Merge pull request #1 from a/b\n\nAdd c\n\nfeat: d',
      'none',
      'not-conventional',
      1,
    ],
    [
      'with a title that is prose, and a version',
      'Merge pull request #1 from a/b\n\nAdd c\n\nRelease-As: 2.0.0',
      'none',
      'not-conventional',
      1,
    ],
    ['without a title', 'Merge pull request #1 from a/b', 'none', 'not-conventional', 1],
    [
      'with a revert as its title, as the merged say it',
      'Merge pull request #1 from a/b\n\nrevert: feat: c',
      'none',
      'not-conventional',
      1,
    ],
    ['of a branch', "Merge branch 'a'\n\nfeat: b", 'none', 'not-conventional', 1],
    ['with a footer', "Merge branch 'a'\n\nBREAKING CHANGE: b", 'major', 'breaking-footer', 3],
    [
      'with a title and a footer',
      'Merge pull request #1 from a/b\n\nfix: c\n\nBREAKING CHANGE: d',
      'major',
      'breaking-footer',
      5,
    ],
  ])('%s', ([, message, bump, rule, line]) => {
    expect(judge(message)).toMatchObject({ bump, rule, line, header: message.split('\n')[0] })
  })

  it('has the parts of its title', () => {
    const message = 'Merge pull request #1 from a/b\n\nfeat(api): c'
    expect(judge(message)).toMatchObject({ type: 'feat', scope: 'api', subject: 'c', lineText: 'feat(api): c' })
  })

  it('is told by its parents, not by its words', () => {
    expect(judgeCommit({ sha: 'a', message: 'feat: a', merge: true }).merge).toBe(true)
    expect(judgeCommit({ sha: 'a', message: 'Merge branch a' }).merge).toBe(false)
  })
})

const squashed = 'Add login (#12)\n\n* fix: a\n\n* feat(api): b\n\n* docs: c'

describe('the bullets of a squash', () => {
  it.for<readonly [name: string, bodies: JudgingOptions['squashBodies'], message: string, bump: Bump, line: number]>([
    ['count under a title that is prose', 'auto', squashed, 'minor', 5],
    ['count with dashes', 'auto', squashed.replaceAll('*', '-'), 'minor', 5],
    ['do not count under a conventional title', 'auto', 'fix: a (#1)\n\n* feat: b', 'patch', 1],
    ['do not count without a number', 'auto', 'Add login\n\n* feat: b', 'none', 1],
    ['do not count when they are indented', 'auto', 'Add login (#1)\n\n* a\n  * feat: b', 'none', 1],
    ['do not count in a code fence', 'auto', 'Add login (#1)\n\n```\n* feat: b\n```', 'none', 1],
    ['do not count when they are prose', 'auto', 'Add login (#1)\n\n* add b', 'none', 1],
    ['do not count under a revert', 'auto', 'Revert "feat: a" (#1)\n\n* feat: b', 'patch', 1],
    ['may break', 'auto', 'Add login (#1)\n\n* feat!: b', 'major', 3],
    ['may break whatever their type', 'auto', 'Add login (#1)\n\n* chore!: b', 'major', 3],
    ['are no footers', 'auto', 'Add login (#1)\n\n* BREAKING CHANGE: b', 'none', 1],
    ['are no footers with a dash either', 'auto', 'Add login (#1)\n\n* BREAKING-CHANGE: b', 'none', 1],
    ['are below a footer', 'auto', 'Add login (#1)\n\n* feat: b\n\nBREAKING CHANGE: c', 'major', 5],
    ['count always when they are asked for', 'always', 'fix: a (#1)\n\n* feat: b', 'minor', 3],
    ['never take away from the title', 'always', 'feat: a (#1)\n\n* fix: b', 'minor', 1],
    ['never count when they are not asked for', 'never', squashed, 'none', 1],
    ['need a number even when they are asked for', 'always', 'fix: a\n\n* feat: b', 'patch', 1],
    [
      'that a later one reverts do not count',
      'auto',
      'Add (#1)\n\n* feat: a\n* Revert "feat: a"\n* fix: b',
      'patch',
      5,
    ],
    ['that a later one reverts by type do not count', 'auto', 'Add (#1)\n\n* feat: a\n* revert: feat: a', 'none', 1],
    [
      'that a later one reverts are those it quotes',
      'auto',
      'Add (#1)\n\n* feat: a\n* fix: b\n* Revert "feat: a"',
      'patch',
      4,
    ],
    [
      'that a later one reverts are the nearest',
      'auto',
      'Add (#1)\n\n* feat: a\n* fix: b\n* feat: a\n* Revert "feat: a"',
      'minor',
      3,
    ],
    [
      'that two later ones revert do not count',
      'auto',
      'Add (#1)\n\n* feat: a\n* feat: a\n* Revert "feat: a"\n* Revert "feat: a"',
      'none',
      1,
    ],
    ['that land again after their revert count', 'auto', 'Add (#1)\n\n* Revert "feat: a"\n* feat: a', 'minor', 4],
    ['count after any line end', 'auto', 'Add (#1)\n\nb\r* feat: a', 'minor', 4],
    ['that come back count', 'auto', 'Add (#1)\n\n* feat: a\n* Revert "feat: a"\n* Reapply "feat: a"', 'minor', 3],
    [
      'are told by the first of those that ask for most',
      'auto',
      'Add (#1)\n\n* fix: a\n* feat: b\n* feat: c',
      'minor',
      4,
    ],
    ['of which a revert has no counterpart', 'auto', 'Add (#1)\n\n* Revert "feat: a"', 'patch', 3],
  ])('%s', ([, squashBodies, message, bump, line]) => {
    expect(judge(message, { squashBodies })).toMatchObject({ bump, line })
  })

  it('tell type, scope, subject and rule of the one that decided', () => {
    expect(judge(squashed)).toMatchObject({
      rule: 'squash-bullet',
      type: 'feat',
      scope: 'api',
      subject: 'b',
      lineText: '* feat(api): b',
      header: 'Add login (#12)',
    })
  })
})

describe('what a commit takes back', () => {
  const sha = '0123456789abcdef0123456789abcdef01234567'

  it.for<readonly [name: string, message: string, shas: readonly string[], header?: string, pull?: number]>([
    ['is named by git', `Revert "feat: a"\n\nThis reverts commit ${sha}.`, [sha], 'feat: a'],
    ['is named by an abbreviated sha', 'Revert "a"\n\nThis reverts commit 0123456.', ['0123456'], 'a'],
    [
      'is a merge, not what it is reversed to',
      `Revert "a"\n\nThis reverts commit ${sha}, reversing\nchanges made to 7654321.`,
      [sha],
      'a',
    ],
    [
      'is several, a line each',
      'Revert "a"\n\nThis reverts commit 0123456.\nThis reverts commit 1234567.',
      ['0123456', '1234567'],
      'a',
    ],
    [
      'is several in a line',
      'revert: a\n\nThis reverts commits 0123456, 1234567 and 2345678.',
      ['0123456', '1234567', '2345678'],
      'a',
    ],
    ['is named as the specification says, under git’s header', 'Revert "a"\n\nRefs: 676104e', ['676104e'], 'a'],
    [
      'is named as the specification says',
      'revert: let us never again\n\nRefs: 676104e, a215868',
      ['676104e', 'a215868'],
      'let us never again',
    ],
    ['is no reference of another type', 'fix: a\n\nRefs: 676104e', []],
    ['is named by GitHub', 'Revert "feat: a" (#13)\n\nReverts octo/cat#12', [], 'feat: a', 12],
    ['is named under any header', `fix: back out the cache\n\nThis reverts commit ${sha}.`, [sha]],
    ['is the subject after the type', 'revert: feat: a', [], 'feat: a'],
    ['is the subject after type and scope', 'revert(api): drop v1', [], 'drop v1'],
    ['is the subject in quotes', 'revert: "feat: a"', [], 'feat: a'],
    ['is a sha after the type', 'revert: 0123456', ['0123456']],
    ['is a header with its number', 'Revert "feat: a (#12)" (#13)', [], 'feat: a (#12)'],
    ['is the revert that a reapply takes back', 'Reapply "feat: a"', [], 'Revert "feat: a"'],
    ['is named by git after blanks', 'Revert "a"\n\n  This reverts commit 0123456.', ['0123456'], 'a'],
    ['is named by git in any case', 'Revert "a"\n\nthis reverts commit 0123ABC.', ['0123abc'], 'a'],
    [
      'is named by a sha of 64 characters',
      `Revert "a"\n\nThis reverts commit ${'0a'.repeat(32)}.`,
      ['0a'.repeat(32)],
      'a',
    ],
    ['is named by one reference', 'revert: a\n\nRef: 676104e', ['676104e'], 'a'],
    ['is named by a reference after blanks', 'revert: a\n\n  Refs: 676104e', ['676104e'], 'a'],
    ['is named by GitHub after blanks', 'Revert "a"\n\n  Reverts octo/cat#12', [], 'a', 12],
    ['is the first that GitHub names', 'Revert "a"\n\nReverts octo/cat#12\nReverts octo/cat#13', [], 'a', 12],
    ['is nothing that GitHub’s words name within a line', 'Revert "a"\n\nit Reverts octo/cat#12', [], 'a'],
    ['is a sha after the type and the word commit', 'revert: commit 0123456', ['0123456']],
    ['is no sha within a subject', 'revert: drop 0123456 again', [], 'drop 0123456 again'],
    ['is what git quotes in any case', 'REVERT "feat: a"', [], 'feat: a'],
    ['is the revert that a reapply in any case takes back', 'reapply "feat: a"', [], 'Revert "feat: a"'],
    ['is nothing in a quote', 'fix: a\n\n> This reverts commit 0123456.', []],
    ['is nothing within a line', 'fix: a\n\nSee how This reverts commit 0123456.', []],
    ['is nothing that is too short', 'fix: a\n\nThis reverts commit 012345.', []],
    ['is nothing in prose', 'Revert the last change', []],
  ])('%s', ([, message, shas, header, pull]) => {
    const { reverts } = judge(message)
    const nothing = shas.length === 0 && header === undefined && pull === undefined
    expect(reverts).toEqual(nothing ? undefined : { shas, header, pull })
  })

  it.for<readonly [name: string, message: string, header: string | undefined]>([
    ['comes back by a reapply', 'Reapply "feat: a"', 'feat: a'],
    ['comes back by the revert of a revert', 'Revert "Revert "feat: a""', 'feat: a'],
    ['comes back by the revert of a revert by type', 'Revert "revert: feat: a"', undefined],
    ['does not come back by a revert', 'Revert "feat: a"', undefined],
  ])('%s', ([, message, header]) => {
    expect(judge(message).reapplies?.header).toBe(header)
  })
})
