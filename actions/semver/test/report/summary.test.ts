import { describe, expect, it } from 'vitest'
import { report } from '../../src/report.ts'
import type { SemverResult } from '../../src/result.ts'
import { range, release, result, sha, tag, version } from './example.ts'

const summary = (more?: Partial<SemverResult>, url?: string): string => report(result(more), url).summary
const hostile = '<b>|[x](http://e.example)@team `a` \n::error::z'

describe('the summary', () => {
  it('reads like this', () => {
    const commits = range(
      [
        'docs: say how',
        'Revert "feat: c"',
        'feat: c',
        'feat(api)!: b',
        'fix: a\n\nBREAKING CHANGE: gone',
        'chore: left out',
      ],
      [
        {},
        { fate: 'cancels', by: sha(2) },
        { fate: 'cancelled', by: sha(1) },
        {
          nearMisses: [
            { kind: 'break-case', line: 3, lineText: 'breaking change: d', because: 'write it in upper case' },
          ],
        },
        {},
        { fate: 'skipped' },
      ],
    )
    const plan = {
      commits,
      bump: 'major',
      because: '0000003 asks for major: "feat(api)!: b"',
      version: version('2.0.1'),
      tag: 'v2.0.1',
      skipped: [{ tag: 'v2.0.0', because: 'burned' }],
      warnings: ['Release-As 0.9.0 of 0000001 is not above v1.2.0'],
    } as const
    const rejected = [{ name: 'v3.0.0', because: 'not-reachable' }] as const
    expect(summary({ releases: [release({ plan, rejected, outcome: 'created' })], source: 'fetched' })).toBe(
      `### semver: \`v2.0.1\` (major, tagged)

**Warnings:**

- Release-As 0.9.0 of 0000001 is not above v1.2.0

**Lines that look as if they counted, and do not:**

- \`0000003\`, line 3: “breaking change: d”: write it in upper case

0000003 asks for major: "feat&#40;api&#41;&#33;: b".

| Base | Commits since | HEAD | Rule |
| --- | --- | --- | --- |
| \`v1.2.0\` at \`0000900\` | 6 | \`0000000\` | highest-bump |

| Commit | Message | Bump | Why |
| --- | --- | --- | --- |
| \`0000003\` | feat&#40;api&#41;&#33;: b | **major** | breaking-mark |
| \`0000004\` | fix: a | major | breaking-footer, line 3: BREAKING CHANGE: gone |
| \`0000001\` | Revert "feat: c" | none | takes back \`0000002\` |
| \`0000002\` | feat: c | none | taken back by \`0000001\` |
| \`0000005\` | chore: left out | none | skipped by \`skip-commits\` |
| \`0000000\` | docs: say how | none | type-without-bump |

**Names that could not be used:**

- \`v2.0.0\`: was used by an immutable release, and can never be used again

**Tags above the base that are not the base:**

- \`v3.0.0\`: on a later commit or another branch: this commit does not contain it

<details><summary>Notes</summary>

## 1.3.0

### Features

- **api:** b

</details>

The checkout was shallow: what was missing of its history was fetched.
`,
    )
  })

  it.for<[name: string, more: Parameters<typeof release>[0], headline: string]>([
    ['a preview', {}, '`v1.3.0` (minor, preview)'],
    ['a tag', { outcome: 'created' }, '`v1.3.0` (minor, tagged)'],
    ['a tag again', { outcome: 'already' }, '`v1.3.0` (minor, already tagged)'],
    [
      'a release',
      { outcome: 'created', release: { url: 'https://g.example/r/1', state: 'published' } },
      '`v1.3.0` (minor, released)',
    ],
    [
      'a release that was finished',
      { outcome: 'already', release: { url: 'https://g.example/r/1', state: 'published' } },
      '`v1.3.0` (minor, released)',
    ],
    [
      'a release again',
      { outcome: 'already', release: { url: 'https://g.example/r/1', state: 'already' } },
      '`v1.3.0` (minor, already released)',
    ],
    ['a run that was overtaken', { outcome: 'superseded' }, 'superseded: a later commit was released meanwhile)'],
    ['nothing', { outcome: 'nothing', plan: { bump: 'none' } }, 'nothing to release'],
    [
      'what is refused',
      { plan: { refusal: { code: 'MAJOR_FORBIDDEN', message: 'no', remedy: 'yes' } } },
      '`v1.3.0` (minor, preview, cannot be released)',
    ],
  ])('says in its headline: %s', ([, more, headline]) => {
    const [first] = summary({ releases: [release(more)] }).split('\n')
    expect(first).toContain(headline)
  })

  it('links commits and the release where their addresses are known', () => {
    const floating = [{ tag: 'v1', state: 'moved' }] as const
    const more = { release: { url: 'https://g.example/o/r/releases/1', state: 'published' }, floating } as const
    const text = summary({ releases: [release(more)] }, 'https://g.example/o/r')
    expect(text).toContain(`[\`0000001\`](https://g.example/o/r/commit/${sha(1)})`)
    expect(text).toContain('[The release on GitHub](https://g.example/o/r/releases/1) is published.')
    expect(text).toContain('Floating tags: `v1` moved.')
  })

  it('names the line and the last pre-release on a channel', () => {
    const plan = { line: { kind: 'channel', identifier: 'rc' }, previous: tag('v2.0.0-rc.1', sha(901)) } as const
    const text = summary({ releases: [release({ plan })] })
    expect(text).toContain('| Base | Previous | Commits since | HEAD | Line | Rule |')
    expect(text).toContain('`v2.0.0-rc.1` at `0000901`')
  })

  it('counts what it does not list', () => {
    const commits = range(Array.from({ length: 1250 }, (_, index) => `fix: number ${index}`))
    const rejected = Array.from({ length: 30 }, (_, index) => ({ name: `x${index}`, because: 'not-semver' }) as const)
    const text = summary({ releases: [release({ plan: { commits }, rejected })] })
    expect(text).toContain('… and 1,050 more commits.')
    expect(text).toContain('- … and 10 more tags.')
  })

  it('shows text of others without interpreting it', () => {
    const commits = range([`feat: ${hostile}\n\nBREAKING CHANGE: ${hostile}`])
    const plan = { commits, because: hostile, warnings: [hostile], tag: hostile }
    const rejected = [{ name: hostile, because: 'not-semver' }] as const
    const lint = [{ sha: undefined, line: 1, lineText: hostile, code: 'not-conventional', message: hostile }] as const
    const text = summary({ releases: [release({ plan, rejected, name: hostile })], warnings: [hostile], lint })
    expect(text).not.toMatch(/<b>|\[x\]|@team|`a`|^::/m)
    expect(text).toContain('&#60;b&#62;')
  })

  it('has each tag as it is copied, with a scope and what Markdown would read', () => {
    const plan = { tag: '@acme/api@1.3.0', base: tag('@acme/api@1.2.0', sha(900)) } as const
    const rejected = [{ name: 'api#1_*`', because: 'not-semver' }] as const
    const releases = [
      release({ name: '@acme/api', plan, rejected, floating: [{ tag: '@acme/api@1', state: 'moved' }] }),
    ]
    const text = summary({ releases })
    for (const span of ['`@acme/api@1.3.0`', '`@acme/api@1.2.0` at', '`@acme/api@1` moved', '`` api#1_*` ``']) {
      expect(text).toContain(span)
    }
    const folded = summary({ releases: [...releases, ...releases] })
    expect(folded).toContain('<code>&#64;acme/api&#64;1.3.0</code> (minor, preview)</summary>')
  })

  it('stays far below what GitHub takes, whatever the range', () => {
    const long = '{'.repeat(5000)
    const commits = range(Array.from({ length: 300 }, () => `feat: ${long}\n\nBREAKING CHANGE: ${long}`))
    const notes = { markdown: '漢'.repeat(60_000), left: 7 }
    const releases = Array.from({ length: 150 }, (_, index) =>
      release({ name: `p${index}`, notes, plan: { commits, because: long, warnings: [long, `${long}${index}`] } }),
    )
    const text = summary({ releases })
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024 * 0.9)
    expect(text).toContain('… and 50 more packages.')
    expect(text).toContain('The notes are too long for this page: see `notes-file`.')
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
  })
})

describe('the summary of packages', () => {
  it('has them in one table, and those that release below it', () => {
    const still = { bump: 'none', tag: 'web-v2.0.0', because: 'no commit since web-v2.0.0' } as const
    const releases = [
      release({ name: 'api', plan: { tag: 'api-v1.3.0', warnings: ['odd'] }, outcome: 'created' }),
      release({ name: 'web', plan: still, outcome: 'nothing' }),
    ]
    const text = summary({ releases })
    expect(text).toMatch(/^### semver: 1 of 2 packages to release\n/)
    expect(text).toContain('- api: odd')
    expect(text).toContain('| api | `api-v1.3.0` | minor | tagged | abc1234 asks for minor: "feat&#40;api&#41;: b" |')
    expect(text).toContain('| web | `web-v2.0.0` | none | nothing to release | no commit since web-v2.0.0 |')
    expect(text).toContain('<details><summary>api: <code>api-v1.3.0</code> (minor, tagged)</summary>')
    expect(text).not.toContain('<summary>web')
  })

  it('says that none releases', () => {
    const none = release({ name: 'api', plan: { bump: 'none' }, outcome: 'nothing' })
    expect(summary({ releases: [none, none] })).toMatch(/^### semver: nothing to release\n/)
  })
})
