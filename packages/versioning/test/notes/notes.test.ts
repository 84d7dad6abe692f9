import { describe, expect, it } from 'vitest'
import { judgeCommit, renderNotes, type Author, type NotesRequest, type RangeCommit } from '../../src/index.ts'

const url = 'https://github.com/octo/ship'

const shaOf = (index: number): string => `${index}abcdef${'0'.repeat(33)}`

/** A range, newest first: messages, or more about a commit. */
function range(...given: readonly (string | (Partial<RangeCommit> & { readonly message: string }))[]): RangeCommit[] {
  return given.map((each, index) => {
    const { message, ...more } = typeof each === 'string' ? { message: each } : each
    return { ...judgeCommit({ sha: shaOf(index), message }), fate: 'counts', by: undefined, ...more }
  })
}

const notes = (commits: readonly RangeCommit[], more: Partial<NotesRequest> = {}) =>
  renderNotes({
    version: '2.0.0',
    tag: 'v2.0.0',
    previousTag: 'v1.2.3',
    repositoryUrl: undefined,
    authors: new Map(),
    limit: 60_000,
    commits,
    ...more,
  })

const cancelled = (by: number) => ({ fate: 'cancelled', by: shaOf(by), bump: 'none' }) as const
const cancels = (by: number) => ({ fate: 'cancels', by: shaOf(by), bump: 'none' }) as const

describe('notes', () => {
  it('have what breaks first with its text, then the groups, then the rest that counts', () => {
    const breaking = 'feat(api)!: drop v1\n\nBREAKING CHANGE: use v2\n\nSee the guide.'
    const commits = range(
      'fix: b',
      'docs: c',
      'feat(ui): d',
      breaking,
      'perf: e',
      { message: 'revert: f' },
      'fix!: g',
      { message: 'deps: h', bump: 'patch' },
    )
    expect(notes(commits).markdown).toBe(
      [
        '## 2.0.0',
        '',
        '### Breaking changes',
        '',
        '- **api:** drop v1 (3abcdef)',
        '',
        '  use v2',
        '',
        '  See the guide.',
        '- g (6abcdef)',
        '',
        '### Features',
        '',
        '- **ui:** d (2abcdef)',
        '',
        '### Fixes',
        '',
        '- b (0abcdef)',
        '',
        '### Performance',
        '',
        '- e (4abcdef)',
        '',
        '### Reverts',
        '',
        '- f (5abcdef)',
        '',
        '### Other changes',
        '',
        '- h (7abcdef)',
      ].join('\n'),
    )
  })

  it('say so when there is nothing', () => {
    expect(notes(range('docs: a'), { previousTag: undefined })).toEqual({
      markdown: '## 2.0.0\n\nNothing that asks for a release.',
      left: 0,
    })
  })

  it('without a version are those of what is not released', () => {
    expect(notes(range('fix: a'), { version: '', tag: '', repositoryUrl: url }).markdown).toMatch(
      /^## Unreleased\n\n### Fixes/,
    )
  })

  it('leave out what was skipped', () => {
    const skipped = { message: 'feat!: a', fate: 'skipped', bump: 'none' } as const
    expect(notes(range(skipped, 'fix: b')).markdown).not.toContain('- a')
  })
})

describe('links', () => {
  const authors = new Map<string, Author>([
    [shaOf(0), { name: 'Ada', login: 'ada' }],
    [shaOf(1), { name: 'dependabot[bot]', login: 'dependabot[bot]' }],
    [shaOf(2), { name: 'Grace <Hopper>', login: undefined }],
  ])

  it.for<{ name: string; commits: RangeCommit[]; more?: Partial<NotesRequest>; line: string }>([
    {
      name: 'go to commit and author',
      commits: range('feat: a'),
      line: `- a ([0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    },
    {
      name: 'go to the pull request, whose number leaves the subject',
      commits: range('feat: a (#12)'),
      line: `- a ([#12](${url}/pull/12), [0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    },
    {
      name: 'go to both pull requests of a backport',
      commits: range('fix: a (#12) (#34)'),
      line: `- a ([#12](${url}/pull/12), [#34](${url}/pull/34), [0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    },
    {
      name: 'go to the pull request that a backport names in words',
      commits: range('fix: a (backport #12) (#34)'),
      line: `- a ([#12](${url}/pull/12), [#34](${url}/pull/34), [0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    },
    ...[
      '(backport: #12) (#34)',
      '(backports #12) (#34)',
      '[backport #12] (#34)',
      '(PR #12) (#34)',
      '(cherry-pick of #12) (#34)',
    ].map((numbers) => ({
      name: `go to both pull requests of a backport: ${numbers}`,
      commits: range(`fix: a ${numbers}`),
      line: `- a ([#12](${url}/pull/12), [#34](${url}/pull/34), [0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    })),
    {
      name: 'go to several pull requests in one pair of parentheses',
      commits: range('fix: a (#12, #13)'),
      line: `- a ([#12](${url}/pull/12), [#13](${url}/pull/13), [0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    },
    {
      name: 'go to the pull request that something is a backport of',
      commits: range('fix: a (Backport of #12) (#34)'),
      line: `- a ([#12](${url}/pull/12), [#34](${url}/pull/34), [0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    },
    {
      name: 'go to the pull request that something was picked from',
      commits: range('fix: a (cherry-picked from #12) (#34)'),
      line: `- a ([#12](${url}/pull/12), [#34](${url}/pull/34), [0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    },
    {
      name: 'leave a subject that is nothing else',
      commits: range('fix: (#12)'),
      line: `- &#40;&#35;\u200B12&#41; ([#12](${url}/pull/12), [0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    },
    {
      name: 'do not go to what a subject only mentions',
      commits: range('fix: a (see #1) (#2)'),
      line: `- a &#40;see &#35;\u200B1&#41; ([#2](${url}/pull/2), [0abcdef](${url}/commit/${shaOf(0)})) by [ada](https://github.com/ada)`,
    },
    {
      name: 'go to the page of a bot',
      commits: range('docs: x', 'fix: a'),
      line: `- a ([1abcdef](${url}/commit/${shaOf(1)})) by [dependabot&#91;bot&#93;](https://github.com/apps/dependabot)`,
    },
    {
      name: 'are none to an author without a known account',
      commits: range('docs: x', 'docs: y', 'fix: a'),
      line: `- a ([2abcdef](${url}/commit/${shaOf(2)})) by Grace &#60;Hopper&#62;`,
    },
    {
      name: 'go to an Enterprise Server',
      commits: range('feat: a (#12)'),
      more: { repositoryUrl: 'https://ghe.example.com/octo/ship/' },
      line: `- a ([#12](https://ghe.example.com/octo/ship/pull/12), [0abcdef](https://ghe.example.com/octo/ship/commit/${shaOf(0)})) by [ada](https://ghe.example.com/ada)`,
    },
    {
      name: 'are text without an address, and a name is only shown',
      commits: range('feat: a'),
      more: { repositoryUrl: undefined, authors: new Map([[shaOf(0), { name: '@a', login: undefined }]]) },
      line: '- a (0abcdef) by &#64;\u200Ba',
    },
    {
      name: 'are text without an address',
      commits: range('feat: a (#12)'),
      more: { repositoryUrl: undefined },
      line: '- a (#12, 0abcdef) by ada',
    },
  ])('$name', ({ commits, more, line }) => {
    const { markdown } = notes(commits, { repositoryUrl: url, authors, ...more })
    expect(markdown.split('\n').filter((each) => each.startsWith('- '))).toEqual([line])
  })

  it.for<{ name: string; more: Partial<NotesRequest>; compare: string | undefined }>([
    { name: 'compare with the previous tag', more: {}, compare: `[v1.2.3...v2.0.0](${url}/compare/v1.2.3...v2.0.0)` },
    { name: 'compare with nothing in the first release', more: { previousTag: undefined }, compare: undefined },
    {
      name: 'compare tags with slashes and other signs',
      more: { previousTag: 'api/v1.2.3+a(b)', tag: 'api/v2.0.0' },
      compare: `[api/v1.2.3&#43;a&#40;b&#41;...api/v2.0.0](${url}/compare/api/v1.2.3%2Ba%28b%29...api/v2.0.0)`,
    },
  ])('$name', ({ more, compare }) => {
    const { markdown } = notes(range('feat: a'), { repositoryUrl: url, ...more })
    expect(markdown.split('\n').find((line) => line.includes('/compare/'))).toBe(compare)
  })

  it('name an author once', () => {
    const twice = new Map(authors).set(shaOf(1), { name: 'Ada', login: 'ada' })
    const { markdown } = notes(range('fix: a', 'fix: a'), { authors: twice })
    expect(markdown).toMatch(/- a \(0abcdef, 1abcdef\) by ada$/)
  })
})

describe('text of commits', () => {
  it.for([
    { name: 'an image', text: '![x](http://x)', shown: '&#33;&#91;x&#93;&#40;http&#58;//x&#41;' },
    { name: 'a backslash', text: 'a\\b', shown: 'a&#92;b' },
    { name: 'an underscore', text: '_a_', shown: '&#95;a&#95;' },
    { name: 'struck text', text: '~~a~~', shown: '&#126;&#126;a&#126;&#126;' },
    { name: 'a number', text: '1.5 times', shown: '1.5 times' },
    { name: 'a list after blanks', text: '  - more', shown: '&#45; more' },
    { name: 'a control character', text: 'a\u0007b', shown: 'a b' },
    { name: 'a sign that isolates text', text: 'a \u2066b', shown: 'a  b' },
    { name: 'HTML', text: '<script>alert()</script>' },
    { name: 'a mention', text: 'thanks @octo/team', shown: 'thanks &#64;\u200Bocto/team' },
    { name: 'a reference', text: 'see #12', shown: 'see &#35;\u200B12' },
    { name: 'a code span', text: 'use `rm`' },
    { name: 'a heading', text: '# loud' },
    { name: 'a list', text: '- more', shown: '&#45; more' },
    { name: 'an ordered list', text: '1. more', shown: '1&#46; more' },
    { name: 'a heading underline', text: '====', shown: '&#61;===' },
    { name: 'a rule', text: '---', shown: '&#45;--' },
    { name: 'math', text: '$x$ and a|b', shown: '&#36;x&#36; and a&#124;b' },
    { name: 'an entity', text: '&lt;b&gt;', shown: '&#38;lt;b&#38;gt;' },
    { name: 'a sign that turns text around', text: 'a \u202Eb', shown: 'a  b' },
  ])('shows $name and interprets none of it', ({ text, shown }) => {
    const message = `feat: ${text}\n\nBREAKING CHANGE: first\n${text}`
    const { markdown } = notes(range({ message, breaking: `first\n${text}`, subject: text }))
    const [, , , , item = '', , , body = ''] = markdown.split('\n')
    expect([item, body].join('\n')).not.toMatch(/[<>[\]`@]|(?<!&)#|^- [-=]|^ {2}[-=#]|^(?:- | {2})\d+\. /m)
    expect(markdown.split(shown ?? '\n').length).toBeGreaterThanOrEqual(3)
  })

  it('in a scope is only shown', () => {
    const { markdown } = notes(range({ message: 'feat: a', scope: '**x** @y' }))
    expect(markdown).toContain('- **&#42;&#42;x&#42;&#42; &#64;\u200By:** a (0abcdef)')
  })
})

describe('what breaks', () => {
  it('is not said twice where the title says it', () => {
    const commits = range('feat!: drop v1 (#12)', 'fix!: drop v0 (#11)\n\nBREAKING CHANGE: drop v0')
    expect(notes(commits).markdown).toMatch(/- drop v1 \(#12, 0abcdef\)\n- drop v0 \(#11, 1abcdef\)$/)
  })
})

describe('one change', () => {
  it.for<{ name: string; commits: RangeCommit[]; lines: string[] }>([
    {
      name: 'of a merge and its commit is one entry, with the pull request of the merge and the commit of the change',
      commits: range(
        {
          message: 'Merge pull request #12 from octo/a\n\nfeat: a',
          merge: true,
          type: 'feat',
          subject: 'a',
          bump: 'minor',
          pull: 12,
        },
        'feat: a',
      ),
      lines: ['- a (#12, 1abcdef)'],
    },
    {
      name: 'that only the merge tells is the merge',
      commits: range(
        {
          message: 'Merge pull request #12 from octo/a\n\nfeat: a',
          merge: true,
          type: 'feat',
          subject: 'a',
          bump: 'minor',
          pull: 12,
        },
        'wip',
      ),
      lines: ['- a (#12, 0abcdef)'],
    },
    {
      name: 'that was made twice is one entry with both',
      commits: range('fix(deps): bump x (#2)', 'fix(deps): bump x (#1)'),
      lines: ['- **deps:** bump x (#2, #1, 0abcdef, 1abcdef)'],
    },
    {
      name: 'that was ported twice is one entry with all its numbers',
      commits: range('fix: a (#12) (#34)', 'fix: a (#13) (#35)'),
      lines: ['- a (#12, #34, #13, #35, 0abcdef, 1abcdef)'],
    },
    {
      name: 'in another scope is another',
      commits: range('fix(a): x', 'fix(b): x', 'feat(a): x'),
      lines: ['- **a:** x (2abcdef)', '- **a:** x (0abcdef)', '- **b:** x (1abcdef)'],
    },
    {
      name: 'that breaks otherwise is another',
      commits: range('feat!: x\n\nBREAKING CHANGE: one', 'feat!: x\n\nBREAKING CHANGE: two'),
      lines: ['- x (0abcdef)', '- x (1abcdef)'],
    },
  ])('$name', ({ commits, lines }) => {
    const { markdown } = notes(commits)
    expect(markdown.split('\n').filter((line) => line.startsWith('- '))).toEqual(lines)
  })
})

describe('reverts', () => {
  it('that cancel a change of the range are one line, and no feature', () => {
    const commits = range(
      { message: 'Revert "feat(ui): a (#3)"', ...cancels(1) },
      { message: 'feat(ui): a (#3)', ...cancelled(0) },
      'fix: b',
    )
    const { markdown } = notes(commits, { repositoryUrl: url })
    expect(markdown).toContain(
      `### Reverted\n\n- **ui:** a ([#3](${url}/pull/3), [1abcdef](${url}/commit/${shaOf(1)})), taken back by [0abcdef](${url}/commit/${shaOf(0)})`,
    )
    expect(markdown).not.toContain('### Features')
    expect(markdown).not.toContain('### Reverts')
  })

  it('of an earlier release are listed as what they are', () => {
    expect(notes(range({ message: 'Revert "feat: a"', bump: 'patch' })).markdown).toContain(
      '### Reverts\n\n- Revert "feat: a" (0abcdef)',
    )
  })

  it('that are taken back themselves leave the change alone', () => {
    const commits = range(
      { message: 'Reapply "feat: a"', ...cancels(1) },
      { message: 'Revert "feat: a"', ...cancelled(0), reverts: { shas: [], header: 'feat: a', pull: undefined } },
      'feat: a',
    )
    expect(notes(commits).markdown).toBe('## 2.0.0\n\n### Features\n\n- a (2abcdef)')
  })

  it('of what only brought a change back are not told', () => {
    const back = { reapplies: { shas: [], header: 'feat: a', pull: undefined } }
    const commits = range(
      { message: 'Revert "Reapply "feat: a""', ...cancels(1) },
      { message: 'Reapply "feat: a"', ...cancelled(0), ...back },
      'fix: b',
    )
    expect(notes(commits).markdown).not.toContain('Reverted')
  })

  it('of the same change, made twice, are two lines', () => {
    const commits = range(
      { message: 'Revert "feat: a"', ...cancels(1) },
      { message: 'feat: a', ...cancelled(0) },
      { message: 'Revert "feat: a"', ...cancels(3) },
      { message: 'feat: a', ...cancelled(2) },
    )
    expect(notes(commits).markdown).toMatch(
      /- a \(1abcdef\), taken back by 0abcdef\n- a \(3abcdef\), taken back by 2abcdef$/,
    )
  })

  it('of what counts for nothing are not told', () => {
    const commits = range({ message: 'Revert "docs: a"', ...cancels(1) }, { message: 'docs: a', ...cancelled(0) })
    expect(notes(commits).markdown).toContain('Nothing that asks for a release.')
  })

  it('of prose are not told', () => {
    const commits = range({ message: 'Revert "Add a"', ...cancels(1) }, { message: 'Add a', ...cancelled(0) })
    expect(notes(commits).markdown).toContain('Nothing that asks for a release.')
  })

  it('of an empty message are not told', () => {
    const commits = range({ message: 'fix: a', bump: 'none' }, { message: '', ...cancelled(0) })
    expect(notes(commits).markdown).toContain('Nothing that asks for a release.')
  })

  it('come last, and without the text of what breaks', () => {
    const commits = range(
      { message: 'Revert "feat: a"', ...cancels(1) },
      { message: 'feat: a', ...cancelled(0), breaking: 'what breaks' },
      { message: 'deps: b', bump: 'patch' },
    )
    expect(notes(commits).markdown).toBe(
      '## 2.0.0\n\n### Other changes\n\n- b (2abcdef)\n\n### Reverted\n\n- a (1abcdef), taken back by 0abcdef',
    )
  })

  it('of a break take it out of what breaks', () => {
    const commits = range({ message: 'Revert "feat!: a"', ...cancels(1) }, { message: 'feat!: a', ...cancelled(0) })
    const { markdown } = notes(commits)
    expect(markdown).not.toContain('Breaking changes')
    expect(markdown).toContain('- a (1abcdef), taken back by 0abcdef')
  })
})

describe('the limit', () => {
  const many = range(
    ...Array.from({ length: 4 }, (_, index) => `fix: small thing number ${index}`),
    ...Array.from({ length: 4 }, (_, index) => `feat: great thing number ${index}`),
    'feat!: break',
  )

  it('cuts whole entries, the least important first, and says how many', () => {
    const { markdown, left } = notes(many, { limit: 300 })
    expect(left).toBe(3)
    expect(markdown.length).toBeLessThanOrEqual(300)
    expect(markdown).toContain('- break (8abcdef)')
    expect(markdown).toContain('great thing number 3 (7abcdef)')
    expect(markdown).toContain('small thing number 0 (0abcdef)')
    expect(markdown).not.toContain('small thing number 1')
    expect(markdown).toMatch(/\n\n… and 3 more entries, left out for length\.$/)
  })

  it('lets nothing small and unimportant in where something greater had no room', () => {
    const commits = range('fix: x', 'feat: first great thing', 'feat: second great thing more')
    const { markdown, left } = notes(commits, { limit: 133 })
    expect(left).toBe(2)
    expect(markdown).toContain('first great thing')
    expect(markdown).not.toContain('Fixes')
  })

  it('holds for every limit that has room for the title, and loses no entry uncounted', () => {
    for (let limit = 100; limit < 700; limit++) {
      const { markdown, left } = notes(many, { limit, repositoryUrl: url })
      const shown = markdown.split('\n').filter((line) => line.startsWith('- ')).length
      expect(shown + left).toBe(9)
      expect(markdown.length).toBeLessThanOrEqual(Math.max(limit, 150))
    }
  })

  it('counts a merge and its commit as one, also where both are far beyond it', () => {
    const merge = { message: 'Merge pull request #12 from octo/z\n\nfeat: z', merge: true }
    const commits = range(...Array.from('abcdefg', (letter) => `feat: ${letter}`), merge, 'feat: z')
    expect(notes(commits, { limit: 80 }).left).toBe(8)
  })

  it('passes over an entry as long as the notes, and keeps the others', () => {
    const long = `feat!: ${'word '.repeat(200)}`
    const { markdown, left } = notes(range(long, 'fix: a'), { limit: 500 })
    expect(left).toBe(1)
    expect(markdown).toContain('- a (1abcdef)')
    expect(markdown).toMatch(/… and 1 more entry, left out for length\.$/)
  })

  it('keeps a break whose text is as long as the notes, without the text', () => {
    const long = `feat!: huge\n\nBREAKING CHANGE: ${'word '.repeat(200)}`
    const { markdown, left } = notes(range(long, 'fix: a'), { limit: 500 })
    expect(left).toBe(0)
    expect(markdown).toContain(
      '- huge (0abcdef); what breaks is too long for these notes: see the commit\n\n### Fixes\n',
    )
    expect(markdown).not.toContain('word')
  })

  it('keeps the text of a break that takes most of the room, but has it', () => {
    const long = `feat!: great\n\nBREAKING CHANGE: ${'word '.repeat(60)}`
    expect(notes(range(long, 'fix: a'), { limit: 500 }).markdown).toContain('word')
  })

  it('leaves a break out whose text only came too late', () => {
    const breaks = Array.from({ length: 4 }, (_, index) => `feat!: ${index}\n\nBREAKING CHANGE: ${'word '.repeat(20)}`)
    const { markdown, left } = notes(range(...breaks), { limit: 400 })
    expect(left).toBe(2)
    expect(markdown).not.toContain('too long')
  })
})
