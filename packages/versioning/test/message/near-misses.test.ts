import { describe, expect, it } from 'vitest'
import { parseRules, type MessageMode } from '../../src/index.ts'
import { judgeBothWays } from '../judging/judging-examples.ts'

type Row = readonly [name: string, message: string, line: number, because: RegExp, mode?: MessageMode]

describe('a near miss', () => {
  it.for<Row>([
    ['in lower case', 'fix: a\n\nbreaking change: b', 3, /in upper case/],
    ['in mixed case', 'fix: a\n\nBreaking Changes: b', 3, /`Breaking Changes` does not count/],
    ['in lower case with a dash', 'fix: a\n\nbreaking-change: b', 3, /in upper case/],
    ['after blanks', 'fix: a\n\n  breaking change: b', 3, /in upper case/],
    ['without a colon', 'fix: a\n\nbody\nBREAKING CHANGE b', 4, /a colon has to follow/],
    ['with a number sign', 'fix: a\n\nBREAKING CHANGE #b', 3, /a colon has to follow/],
    ['with a blank before the colon', 'fix: a\n\nBREAKING CHANGE : b', 3, /a colon has to follow/],
    ['with two blanks within', 'fix: a\n\nBREAKING  CHANGE: b', 3, /does not count: write `BREAKING CHANGE:`/],
    ['in the plural', 'fix: a\n\nBREAKING CHANGES: b', 3, /does not count: write `BREAKING CHANGE:`/],
    ['as the header', 'BREAKING CHANGE: b', 1, /stands in the header/],
    ['as the header with a dash', 'BREAKING-CHANGE: b', 1, /stands in the header/],
    ['of a mark after a blank', 'feat !: a', 1, /no blank may stand before the colon/],
    ['of a mark before a blank', 'feat! : a', 1, /no blank may stand before the colon/],
    ['of a mark on a type without bump', 'chore !: a', 1, /no blank may stand before the colon/],
    ['of a mark after a blank and before the scope', 'chore !(api): a', 1, /no blank may stand before the colon/],
    ['of a mark after the scope and before a blank', 'chore(api)! : a', 1, /no blank may stand before the colon/],
    ['of a mark after the scope and a blank', 'chore(api) !: a', 1, /no blank may stand before the colon/],
    ['of a mark on a capitalised type', 'Chore !: a', 1, /no blank may stand before the colon/],
    ['of a mark before the scope', 'fix!(api): a', 1, /`!` has to stand after the scope/],
    ['of a blank before the colon', 'fix : a', 1, /no blank may stand before the colon/],
    ['of a blank before the scope', 'fix (api): a', 1, /no blank may stand before the colon/],
    ['of no blank after the colon', 'feat:a', 1, /a blank has to follow the colon/],
    ['of no blank after mark and colon', 'feat!:a', 1, /a blank has to follow the colon/],
    ['of a version without a colon', 'chore: a\n\nRelease-As 2.0.0', 3, /a colon has to follow `Release-As`/],
    ['of a version that is not there', 'chore: a\n\nRelease-As:', 3, /names no version/],
    ['of a ticket key before the type', 'PROJ-1 feat: a', 1, /`PROJ-1` stands before the type/],
    ['of a ticket key and a colon', 'PROJ-1: feat: a', 1, /`PROJ-1:` stands before the type/],
    ['of a ticket key and a dash', 'PROJ-1 - fix(api): a', 1, /`PROJ-1 -` stands before the type/],
    ['of a ticket key in lower case', 'proj-12 feat: a', 1, /`proj-12` stands before the type/],
    ['of a ticket key in brackets', '[PROJ-1] feat: a', 1, /`\[PROJ-1\]` stands before the type/],
    ['of a number before the type', '#12 feat: a', 1, /`#12` stands before the type/],
    ['of a number in parentheses', '(#12) fix: a', 1, /`\(#12\)` stands before the type/],
    ['of another service’s pull request', 'Merged PR 12: feat: a', 1, /`Merged PR 12:` stands before the type/],
    ['of the branch of a backport', '[1.x] fix: a', 1, /`\[1\.x\]` stands before the type/],
    ['of an emoji before the type', '✨ feat: a', 1, /`✨` stands before the type/],
    ['of an emoji without a blank', '✨feat: a', 1, /`✨` stands before the type/],
    ['of an emoji of several characters', '👩‍💻 fix: a', 1, /`👩‍💻` stands before the type/],
    ['of an emoji in words', ':sparkles: feat: a', 1, /`:sparkles:` stands before the type/],
    ['of an emoji after the type', 'feat✨: a', 1, /`✨` stands before the colon/],
    ['of an emoji after the scope', 'fix(api)🐛: a', 1, /`🐛` stands before the colon/],
    ['of an emoji before the scope', 'fix🐛(api): a', 1, /`🐛` stands before the colon/],
    ['of a letter of another script', 'f\u0435at: a', 1, /`\u0435` is not `e`/],
    ['of full-width letters', 'ｆｅａｔ: a', 1, /`ｆ` is not `f`/],
    ['of an emoji and a ticket key', '🐛 PROJ-1 fix: a', 1, /`🐛` stands before the type; `PROJ-1` stands before/],
    ['of a type in brackets', '[feat]: a', 1, /the type stands in brackets/],
    ['of a type in brackets without a colon', '[feat] a', 1, /the type stands in brackets/],
    ['of a type and scope in brackets', '[fix(api)] a', 1, /the type stands in brackets/],
    ['of a type in parentheses', '(feat): a', 1, /the type stands in brackets/],
    ['of a type in braces', '{feat}: a', 1, /the type stands in brackets/],
    ['of a type in angle brackets', '<feat>: a', 1, /the type stands in brackets/],
    ['of a capitalised type in brackets', '[Feat] a', 1, /the type stands in brackets/],
    ['of a type in brackets with blanks', '[ feat ]: a', 1, /the type stands in brackets/],
    ['of a header in brackets', '[feat: a] (#12)', 1, /the type stands in brackets/],
    ['of a type in bold', '**feat**: a', 1, /^`\*\*` stands before the type$/],
    ['of a header as a bullet', '- feat: a', 1, /`-` stands before the type/],
    ['of a header in quotes', '"feat: a"', 1, /`"` stands before the type/],
    ['of a character that is not seen before the type', '\u200Bfeat: a', 1, /U\+200B, which is not seen/],
    ['of a character that is not seen within the type', 'fe\u00ADat: a', 1, /U\+00AD, which is not seen/],
    ['of a character that is not seen after the type', 'feat\u2060: a', 1, /U\+2060, which is not seen/],
    ['of a sign for the direction of text', '\u202Afeat: a', 1, /U\+202A, which is not seen/],
    ['of a full-width colon', 'feat：a', 1, /^`：` is not `:`, which it looks like$/],
    ['of full-width parentheses', 'feat（api）: a', 1, /`（` is not `\(`/],
    ['of a full-width exclamation mark', 'chore！: a', 1, /`！` is not `!`/],
    ['of a colon of another script', 'feat∶ a', 1, /`∶` is not `:`/],
    ['of a semicolon', 'feat; a', 1, /`;` stands where a colon has to/],
    ['of no colon after the scope', 'feat(api) a', 1, /a colon has to follow the scope/],
    ['of no colon after the mark', 'feat! a', 1, /a colon has to follow the `!`/],
    ['of no colon after scope and mark', 'chore(api)! a', 1, /a colon has to follow the `!`/],
    ['of a draft', 'WIP: feat: a', 1, /`WIP:` stands before the type/],
    ['of a draft in words', 'Draft: fix(api): a', 1, /`Draft:` stands before the type/],
    ['of feature', 'feature: a', 1, /`feature` does not release: write `feat`/],
    ['of feature with a scope, in capitals', 'Feature(api): a', 1, /`feature` does not release: write `feat`/],
    ['of hotfix', 'hotfix: a', 1, /`hotfix` does not release: write `fix`/],
    ['of bugfix', 'bugfix: a', 1, /`bugfix` does not release: write `fix`/],
    ['of bug-fix', 'bug-fix: a', 1, /`bug-fix` does not release: write `fix`/],
    ['of fixes', 'fixes: a', 1, /`fixes` does not release: write `fix`/],
    ['of performance', 'performance: a', 1, /`performance` does not release: write `perf`/],
    ['of breaking as a type', 'breaking: a', 1, /`breaking` does not release: write `feat!`/],
    ['of a scope in brackets', 'fix[api]: a', 1, /a scope stands in parentheses/],
    ['of a scope in braces', 'fix{api}: a', 1, /a scope stands in parentheses/],
    ['of a scope after a slash', 'feat/api: a', 1, /a scope stands in parentheses/],
    ['of a scope in angle brackets', 'fix<api>: a', 1, /a scope stands in parentheses/],
    ['of a scope in brackets after a blank', 'fix [api]: a', 1, /a scope stands in parentheses.*; no blank may stand/],
    ['of a mark and a blank before the scope', 'fix! (api): a', 1, /no blank may stand before the colon/],
    ['of a type in bold with its colon', '**feat:** a', 1, /^`\*\*` stands before the type$/],
    ['of a ticket key before a marked type', 'PROJ-1 feat!: a', 1, /^`PROJ-1` stands before the type$/],
    ['of a number without a sign', '12 feat: a', 1, /^`12` stands before the type$/],
    ['of a pull request in words', 'Pull request #12: feat: a', 1, /`Pull request #12:` stands before the type/],
    ['of a ticket key in braces', '{PROJ-1} feat: a', 1, /`\{PROJ-1\}` stands before the type/],
    ['of a ticket key in angle brackets', '<PROJ-1> feat: a', 1, /`<PROJ-1>` stands before the type/],
    ['of an emoji with a colour of skin', '👍🏽 feat: a', 1, /^`👍🏽` stands before the type$/],
    ['of an emoji that says that it is one', '♻️ fix: a', 1, /^`♻️` stands before the type$/],
    ['of an emoji of a person with a colour of skin', '👩🏽‍💻 fix: a', 1, /^`👩🏽‍💻` stands before the type$/],
    ['of a flag', '🇩🇪 feat: a', 1, /`🇩🇪` stands before the type/],
    ['of a key', '#️⃣ feat: a', 1, /stands before the type/],
    ['of an emoji in words in capitals', ':SPARKLES: feat: a', 1, /`:SPARKLES:` stands before the type/],
    ['of an emoji with a colour of skin after the type', 'feat👍🏽: a', 1, /`👍🏽` stands before the colon/],
    ['of an emoji of several characters after the type', 'feat👩‍💻: a', 1, /`👩‍💻` stands before the colon/],
    ['of a joiner without an emoji', 'fe\u200Dat: a', 1, /U\+200D, which is not seen/],
    ['of another letter of another script', 'fe\u0430t: a', 1, /`\u0430` is not `a`/],
    ['of small parentheses', 'feat\uFE59api\uFE5A: a', 1, /`\uFE59` is not `\(`/],
    ['of a small exclamation mark', 'chore\uFE57: a', 1, /`\uFE57` is not `!`/],
    ['of brackets of another script', '\u3010PROJ-1\u3011feat: a', 1, /`\[PROJ-1\]` stands before the type/],
    ['of what is not seen in the subject', 'feat : a\u200B', 1, /^no blank may stand before the colon$/],
    ['of what is not seen where no colon is', 'feat\u200B(api) a', 1, /U\+200B.*; a colon has to follow the scope/],
    ['of several slips', '[PROJ-1] feature : a', 1, /before the type; the type `feature` does.*; no blank may/],
    ['of the title of a merge', 'Merge pull request #1 from a/b\n\nPROJ-1 feat: a', 3, /`PROJ-1` stands before/],
    ['of the bullet of a squash', 'Add login (#1)\n\n* feature: a\n* docs: b', 3, /`feature` does not release/],
    ['of a break in a bullet', 'fix: a\n\n* BREAKING CHANGE: b', 3, /takes no `\*` before it/],
    ['of a break in a bullet of dashes', 'fix: a\n\n- BREAKING CHANGE: b', 3, /takes no `-` before it/],
    ['of a break in a numbered list', 'fix: a\n\n1. BREAKING CHANGE: b', 3, /takes no `1\.` before it/],
    ['of a break in bold', 'fix: a\n\n**BREAKING CHANGE:** b', 3, /takes no `\*\*` before it/],
    ['of a break in bold without the colon', 'fix: a\n\n**BREAKING CHANGE**: b', 3, /takes no `\*\*` before it/],
    ['of a break in bold in a bullet', 'fix: a\n\n- **BREAKING CHANGE:** b', 3, /takes no `- \*\*` before it/],
    ['of a break in a heading', 'fix: a\n\n### BREAKING CHANGE: b', 3, /takes no `###` before it/],
    ['of a break as a heading', 'fix: a\n\n## BREAKING CHANGES\n\nb', 3, /takes no `##` before it/],
    ['of a break after an emoji', 'fix: a\n\n💥 BREAKING CHANGE: b', 3, /takes no `💥` before it/],
    ['of a break after what is not seen', 'fix: a\n\n\u200BBREAKING CHANGE: b', 3, /U\+200B, which is not seen/],
    ['of a break with a full-width colon', 'fix: a\n\nBREAKING CHANGE：b', 3, /^`：` is not `:`, which it looks like$/],
    ['of a break in one word', 'fix: a\n\nBREAKING: b', 3, /`BREAKING` does not count: write `BREAKING CHANGE:`/],
    ['of a break on a line of its own', 'fix: a\n\nBREAKING CHANGE\n\nb', 3, /a colon has to follow/],
    ['of a break in a bullet of pluses', 'fix: a\n\n+ BREAKING CHANGE: b', 3, /takes no `\+` before it/],
    ['of a break in underscores', 'fix: a\n\n__BREAKING CHANGE:__ b', 3, /takes no `__` before it/],
    ['of a break in tildes', 'fix: a\n\n~~BREAKING CHANGE:~~ b', 3, /takes no `~~` before it/],
    ['of a version with a mark after its name', 'chore: a\n\nRelease-As**: 2.0.0', 3, /takes no `\*\*` after it/],
    ['of a version with a v in a bullet', 'chore: a\n\n* Release-As: v2.0.0', 3, /takes no `\*` before it/],
    ['of a version with its name in the plural', 'chore: a\n\nReleases-As: 2.0.0', 3, /`Releases-As` does not count/],
    ['of a version with its name in one word', 'chore: a\n\nReleaseAs: 2.0.0', 3, /`ReleaseAs` does not count/],
    ['of a version in a bullet', 'chore: a\n\n* Release-As: 2.0.0', 3, /takes no `\*` before it/],
    ['of a version in bold', 'chore: a\n\n**Release-As:** 2.0.0', 3, /takes no `\*\*` before it/],
    [
      'of a version with a full-width colon',
      'chore: a\n\nRelease-As：2.0.0',
      3,
      /^`：` is not `:`, which it looks like$/,
    ],
    ['of a version with a blank in its name', 'chore: a\n\nRelease As: 2.0.0', 3, /write `Release-As:`/],
    ['strictly, of feature', 'feature: a', 1, /`feature` does not release/, 'strict'],
    ['strictly, of a type in brackets', '[feat]: a', 1, /the type stands in brackets/, 'strict'],
    ['strictly, of a footer within a paragraph', 'fix: a\n\nb\nBREAKING CHANGE: c', 4, /only as a footer/, 'strict'],
    ['strictly, of a footer under prose', 'Drop it\n\nBREAKING CHANGE: c', 3, /not conventional/, 'strict'],
    ['strictly, of an empty scope', 'feat(): a', 1, /no empty scope/, 'strict'],
    ['strictly, of several blanks', 'feat:  a', 1, /one blank after the colon/, 'strict'],
    ['strictly, of a blank before the type', ' feat: a', 1, /nothing before the type/, 'strict'],
    ['strictly, of parentheses in a scope', 'feat(a(b)): a', 1, /no parentheses/, 'strict'],
    ['strictly, of a version within a paragraph', 'fix: a\n\nb\nRelease-As: 2.0.0', 4, /only as a footer/, 'strict'],
  ])('%s', ([, message, line, because, mode = 'tolerant']) => {
    const [found, ...others] = judgeBothWays(message, { mode }).nearMisses
    expect(found).toMatchObject({ line, lineText: message.split('\n')[line - 1]?.trim() })
    expect(found?.because).toMatch(because)
    expect(others).toEqual([])
  })

  it.for<readonly [name: string, message: string]>([
    ['a bullet', 'fix: a\n\n* breaking change: b'],
    ['a bullet of dashes', 'fix: a\n\n- breaking change: b'],
    ['a quote', 'fix: a\n\n> breaking change: b'],
    ['a heading', 'fix: a\n\n## breaking change: b'],
    ['a code fence', 'fix: a\n\n```\nbreaking change: b\n```'],
    ['prose at the start of a line', 'fix: a\n\nbreaking change in the docs: none'],
    ['prose within a line', 'fix: a\n\nno breaking change: b'],
    ['what breaks anyway', 'fix!: a\n\nbreaking change: b'],
    ['what breaks by its footer', 'fix: a\n\nBREAKING CHANGE: b\nBREAKING CHANGES: c'],
    ['a version that is named anyway', 'chore: a\n\nRelease-As: 2.0.0\nRelease-As:'],
    ['a header that would ask for nothing', 'docs : a'],
    ['a word that is no type', 'note:a'],
    ['an address', 'https://example.com/fix:a'],
    ['an emoji after a type', 'fix :bug: a'],
    ['an exclamation in prose', 'Attention !: a'],
    ['a version within a line', 'fix: a\n\nwe set release-as 2'],
    ['a mark twice', 'feat!!: a'],
    ['a conventional header', 'feat: a'],
    ['an emoji after the colon', 'feat: ✨ a'],
    ['a ticket key after the colon', 'feat: PROJ-1 a'],
    ['a ticket key before a type that would ask for nothing', 'PROJ-1 docs: a'],
    ['an encoding before a word that is a type', 'UTF-8 fix: a'],
    ['a hash before a word that is a type', 'SHA-256 fix: a'],
    ['a bracket before prose', '[PROJ-1] Fix the login'],
    ['an emoji before prose', '🐛 fix the login'],
    ['brackets around prose', '[fix for login] a'],
    ['parentheses around a type in prose', '(fix) the login'],
    ['a word that begins like a type', 'featured: a'],
    ['a component of HTML', 'Fix <Button>: a'],
    ['a break that a checkbox does not tick', 'fix: a\n\n- [ ] BREAKING CHANGE: b'],
    ['prose in capitals', 'fix: a\n\nBREAKING all the habits'],
    ['a heading of something else that breaks', 'fix: a\n\n## BREAKING the CHANGES'],
    ['a heading that goes on', 'fix: a\n\n## BREAKING CHANGES in the guide'],
    ['a bullet of no version', 'chore: a\n\n* Release-As: next'],
    ['a sentence about releases', 'chore: a\n\nRelease as: soon'],
    ['a sentence about a version', 'chore: a\n\nRelease as 2.0.0 tomorrow'],
    ['marks on both sides of a scope', 'feat!(api)!: a'],
    ['a bullet beside one that asks for more', 'Add login (#1)\n\n* feat: a\n* fixes: b'],
    ['a label before prose', '[bug] the login hangs'],
    ['brackets around a type and parentheses', '[fix (login)] a'],
    ['square brackets in prose', 'fix[0] is read'],
    ['parentheses in prose', 'fix (again) the login'],
    ['parentheses within a word', 'fix(ed)it'],
    ['an exclamation after parentheses', 'feat(api) !important'],
    ['a semicolon in prose', 'fix ; again'],
    ['a header without a subject', 'PROJ-1 feat:'],
    ['a number that a word begins with', '2fix: a'],
    ['a standard before a word that is a type', 'ISO-8601 fix: a'],
    ['a heading of notes that a tool wrote', 'chore: release\n\n### ⚠ BREAKING CHANGES\n\n* a'],
    ['a quote of a break', 'fix: a\n\n> **BREAKING CHANGE:** b'],
    ['a bullet under a title that counts', 'fix: a (#1)\n\n* feature: b'],
    ['a bullet that another takes back', 'Add (#1)\n\n* feature: b\n* Revert "feature: b"\n* fix: c'],
    ['a type that the rules let pass', 'build: a'],
  ])('is not %s', ([, message]) => {
    expect(judgeBothWays(message).nearMisses).toEqual([])
  })

  it.for(['build', 'chore', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'])(
    'is a mark after a blank on the type %s',
    (type) => {
      expect(judgeBothWays(`${type} !: a`).nearMisses).toHaveLength(1)
    },
  )

  it.for([
    ['features', 'feat'],
    ['feats', 'feat'],
    ['new-feature', 'feat'],
    ['fixed', 'fix'],
    ['fixs', 'fix'],
    ['bug', 'fix'],
    ['bugfixes', 'fix'],
    ['hotfixes', 'fix'],
    ['hot-fix', 'fix'],
    ['perfs', 'perf'],
    ['reverts', 'revert'],
    ['reverted', 'revert'],
  ])('is the word %s for the type %s', ([word, type]) => {
    const because = expect.stringContaining(`\`${word}\` does not release: write \`${type}\``)
    expect(judgeBothWays(`${word}: a`).nearMisses).toMatchObject([{ because }])
  })

  it('is of a type that the rules know in a scope', () => {
    const rules = parseRules('docs(api): minor')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(judgeBothWays('docs(api) : a', { rules }).nearMisses).toHaveLength(1)
    expect(judgeBothWays('docs(web) : a', { rules }).nearMisses).toHaveLength(0)
  })

  it('is of any type in a scope that the rules know', () => {
    const rules = parseRules('*(api): minor')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(judgeBothWays('wibble(api) : a', { rules }).nearMisses).toHaveLength(1)
    expect(judgeBothWays('wibble(web) : a', { rules }).nearMisses).toEqual([])
  })

  it('is of a word that means a break, whatever a feature asks for', () => {
    const rules = parseRules('feat: none')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(judgeBothWays('breaking: a', { rules }).nearMisses).toHaveLength(1)
    expect(judgeBothWays('feature: a', { rules }).nearMisses).toEqual([])
  })

  it('is strictly of a type that the rules know and that is no word', () => {
    const rules = parseRules('feat/api: minor')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(judgeBothWays('feat/api: a', { rules, mode: 'strict' }).nearMisses).toMatchObject([
      { kind: 'strict-header' },
    ])
  })

  it('is no word for a type that the rules know themselves', () => {
    const rules = parseRules('feature: none\nhotfix: patch')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(judgeBothWays('feature: a', { rules }).nearMisses).toEqual([])
    expect(judgeBothWays('hotfix: a', { rules })).toMatchObject({ bump: 'patch', nearMisses: [] })
    expect(judgeBothWays('[hotfix]: a', { rules }).nearMisses).toHaveLength(1)
  })

  it('is of a type that the rules know', () => {
    const rules = parseRules('add: minor')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(judgeBothWays('add:a', { rules }).nearMisses).toHaveLength(1)
    expect(judgeBothWays('add:a').nearMisses).toHaveLength(0)
  })
})
