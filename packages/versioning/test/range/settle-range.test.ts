import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  judgeCommit,
  settleRange,
  type Fate,
  type RangeCommit,
  type RangeContext,
  type SettledRange,
} from '../../src/index.ts'

/** A sha that a letter stands for. */
const shaOf = (name: string): string => name.charCodeAt(0).toString(16).repeat(20)

interface Written {
  readonly name: string
  readonly message: string
  readonly merge?: boolean
}

/** Settles messages that are written oldest first, `name message`; `{x}` in a message is the sha of x. */
function settle(oldestFirst: readonly (string | Written)[], context?: Partial<RangeContext>): SettledRange {
  const commits = oldestFirst.map((each) => {
    const written = typeof each === 'string' ? { name: each.charAt(0), message: each.slice(2) } : each
    const message = written.message.replace(/\{(\w)\}/g, (_, name: string) => shaOf(name))
    return judgeCommit({ sha: shaOf(written.name), message, merge: 'merge' in written && written.merge === true })
  })
  return settleRange(commits.toReversed(), { skip: [], broughtBy: new Map(), ...context })
}

const letters: Readonly<Record<Fate, string>> = { counts: '', cancelled: 'x', cancels: '-', skipped: 's' }

/** What became of each, oldest first: its bump when it counts, else `x` cancelled, `-` cancels, `s` skipped. */
const shown = ({ commits }: SettledRange): string =>
  commits
    .toReversed()
    .map(({ fate, bump }) => letters[fate] || bump)
    .join(' ')

type Row = readonly [name: string, oldestFirst: readonly (string | Written)[], fates: string]

const bySha = 'This reverts commit'

describe('a range', () => {
  it.for<Row>([
    ['without a revert counts as it is judged', ['a feat: a', 'b docs: b', 'c fix: c'], 'minor none patch'],

    // A revert and its target
    ['cancels by sha', ['a feat: a', `b Revert "feat: a"\n\n${bySha} {a}.`], 'x -'],
    ['cancels by an abbreviated sha', ['a feat: a', `b Revert "feat: a"\n\n${bySha} 6161616.`], 'x -'],
    ['cancels by sha under another header', ['a feat: a', `b Revert "feat: renamed"\n\n${bySha} {a}.`], 'x -'],
    ['cancels by the header that git quotes', ['a feat: a', 'b Revert "feat: a"'], 'x -'],
    ['cancels by type', ['a feat: a', 'b revert: feat: a'], 'x -'],
    ['cancels by type, in quotes', ['a feat: a', 'b revert: "feat: a"'], 'x -'],
    ['cancels by type and the sha of the specification', ['a feat: a', 'b revert: never again\n\nRefs: {a}'], 'x -'],
    ['cancels by type and a sha as the subject', ['a feat: a', 'b revert: 6161616'], 'x -'],
    ['cancels by type and scope, with the whole header', ['a feat(api): a', 'b revert(api): feat(api): a'], 'x -'],
    ['cancels by type and scope, with type and subject', ['a feat(api): a', 'b revert(api): feat: a'], 'x -'],
    ['cancels by type and scope, with the subject', ['a feat(api): a', 'b revert(api): a'], 'x -'],
    ['cancels by type and scope, and the sha', ['a feat(api): a', `b revert(api): b\n\n${bySha} {a}.`], 'x -'],
    ['cancels by type and the subject alone', ['a feat(api): a', 'b revert: a'], 'x -'],
    ['does not cancel another scope', ['a feat(web): a', 'b revert(api): a'], 'minor patch'],
    ['does not cancel another type', ['a fix: a', 'b revert: feat: a'], 'patch patch'],
    ['does not cancel a scope that git would have quoted', ['a feat(api): a', 'b Revert "feat: a"'], 'minor patch'],
    ['cancels a break', ['a feat!: a', 'b Revert "feat!: a"'], 'x -'],
    ['cancels a break by footer', ['a fix: a\n\nBREAKING CHANGE: b', 'b Revert "fix: a"'], 'x -'],
    ['cancels what asks for nothing', ['a docs: a', 'b Revert "docs: a"'], 'x -'],
    ['cancels prose', ['a Add a', 'b Revert "Add a"'], 'x -'],
    [
      'cancels nothing by sha that is newer, whoever speaks of it too',
      [`a Revert "feat: d"\n\n${bySha} {b}.`, 'b feat: c', `d Revert "feat: d"\n\n${bySha} {b}.`],
      'patch x -',
    ],
    [
      'cancels nothing by header that is newer, whoever speaks of it too',
      ['a feat: a', 'b Revert "feat: a"', 'c feat: a', `d Revert "feat: a"\n\n${bySha} {a}.`],
      'x patch minor -',
    ],
    [
      'leaves a merge of the same title that is newer, whoever reverts what',
      [
        'a feat: a',
        'b Revert "feat: a"',
        { name: 'c', message: 'Merge pull request #7 from a/b\n\nfeat: a', merge: true },
        'd revert: feat: nothing that is here',
      ],
      'x - minor patch',
    ],
    [
      'leaves the rest',
      ['a fix: a', 'b feat: b', `c Revert "feat: b"\n\n${bySha} {b}.`, 'd docs: d'],
      'patch x - none',
    ],

    // Squashed pull requests
    [
      'cancels a squashed one by its number',
      ['a feat: a (#1)', 'b Revert "feat: a" (#2)\n\nReverts octo/cat#1'],
      'x -',
    ],
    ['cancels by number whatever the header', ['a feat: a (#1)', 'b Revert "A" (#2)\n\nReverts octo/cat#1'], 'x -'],
    ['cancels a squashed one by the header without number', ['a feat: a (#1)', 'b Revert "feat: a" (#2)'], 'x -'],
    ['cancels a squashed one by the header with number', ['a feat: a (#1)', 'b Revert "feat: a (#1)" (#2)'], 'x -'],
    [
      'cancels the one of the number',
      ['a feat: a (#1)', 'b feat: a (#2)', 'c Revert "feat: a (#1)" (#3)'],
      'x minor -',
    ],
    [
      'cancels the pull request, not the header',
      ['a feat: a (#1)', 'b fix: b', 'c Revert "fix: b"\n\nReverts o/r#1'],
      'x patch -',
    ],
    ['cancels the nearest that is meant by type', ['a feat: a', 'b feat(api): a', 'c revert: feat: a'], 'minor x -'],
    ['does not cancel the bullet of a squash', ['a Add (#1)\n\n* feat: a', 'b revert: feat: a'], 'minor patch'],
    ['does not cancel what repeats the header', ['a feat: feat: a', 'b revert: feat: a'], 'minor patch'],
    ['does not cancel a type that git would have quoted', ['a feat: a', 'b Revert "a"'], 'minor patch'],
    ['does not cancel another number', ['a feat: a (#7)', 'b Revert "feat: a (#1)" (#2)'], 'minor patch'],
    ['cancels a squashed one by type', ['a feat: a (#1)', 'b revert: feat: a (#2)'], 'x -'],
    [
      'cancels for a fix that says so, which counts',
      ['a feat: a (#1)', 'b fix: back out a (#2)\n\nReverts #1'],
      'x patch',
    ],

    // Which of several
    ['cancels only the nearest by header', ['a fix: a', 'b fix: a', 'c Revert "fix: a"'], 'patch x -'],
    [
      'cancels the next nearest by a second revert',
      ['a fix: a', 'b fix: a', 'c Revert "fix: a"', 'd Revert "fix: a"'],
      'x x - -',
    ],
    [
      'by sha cancels the one that is meant',
      ['a fix: a', 'b fix: a', `c Revert "fix: a"\n\n${bySha} {a}.`],
      'x patch -',
    ],
    ['does not cancel what is newer', ['a Revert "feat: a"', 'b feat: a'], 'patch minor'],
    ['does not cancel what is newer by sha', [`a Revert "b"\n\n${bySha} {b}.`, 'b feat: b'], 'patch minor'],
    ['lands again after its revert', ['a feat: a', `b Revert "feat: a"\n\n${bySha} {a}.`, 'c feat: a'], 'x - minor'],
    ['cancels several by sha', ['a feat: a', 'b fix: b', `c revert: both\n\n${bySha} {a}.\n${bySha} {b}.`], 'x x -'],
    [
      'cancels several shas of a line',
      ['a feat: a', 'b fix: b', 'c revert: both\n\nThis reverts commits {a} and {b}.'],
      'x x -',
    ],
    ['counts when a part was released', ['a feat: a', `b revert: both\n\n${bySha} {a}.\n${bySha} {z}.`], 'x patch'],
    [
      'cancels once what is reverted twice',
      ['a feat: a', `b Revert "a"\n\n${bySha} {a}.`, `c Revert "a"\n\n${bySha} {a}.`],
      'x - -',
    ],
    ['cancels the header when a rebase changed the sha', ['a feat: a', `b Revert "feat: a"\n\n${bySha} {z}.`], 'x -'],
    ['does not guess from a subject when there is a sha', ['a feat: a', `b revert: a\n\n${bySha} {z}.`], 'minor patch'],

    [
      'does not take a second revert of a subject for the revert of the first',
      ['a feat: a', 'b revert: a', 'c revert: a'],
      'x patch -',
    ],
    ['prefers the number to the nearest', ['a feat: a (#1)', 'b feat: a', 'c Revert "feat: a (#1)" (#3)'], 'x minor -'],
    [
      'leaves an older merge of the same title',
      ['a Merge pull request #1 from o/r\n\nfeat: b', 'b feat: b', `c Revert "b"\n\n${bySha} {b}.`],
      'minor x -',
    ],

    // Outside the range
    ['counts the revert of what was released', ['a fix: a', `b Revert "feat: b"\n\n${bySha} {z}.`], 'patch patch'],
    ['counts the revert by type of what was released', ['a docs: a', 'b revert: feat: b'], 'none patch'],
    [
      'counts the revert of a released pull request',
      ['a docs: a', 'b Revert "feat: b" (#2)\n\nReverts octo/cat#1'],
      'none patch',
    ],
    ['counts the revert of a released break as a patch', ['a Revert "feat!: a"'], 'patch'],
    ['counts what comes back and was released', ['a Reapply "feat: a"'], 'minor'],
    ['counts what comes back at least as a patch', ['a Revert "Revert "docs: a""'], 'patch'],
    ['counts a break that comes back', ['a Revert "Revert "feat!: a""'], 'major'],

    // Chains
    [
      'counts again by sha',
      ['a feat: a', `b Revert "a"\n\n${bySha} {a}.`, `c Revert "b"\n\n${bySha} {b}.`],
      'minor x -',
    ],
    ['counts again by header', ['a feat: a', 'b Revert "feat: a"', 'c Revert "Revert "feat: a""'], 'minor x -'],
    ['counts again by reapply', ['a feat: a', 'b Revert "feat: a"', 'c Reapply "feat: a"'], 'minor x -'],
    [
      'counts again by reapply and sha',
      ['a feat: a', `b Revert "feat: a"\n\n${bySha} {a}.`, `c Reapply "feat: a"\n\n${bySha} {b}.`],
      'minor x -',
    ],
    ['counts again by type', ['a feat: a', 'b revert: feat: a', 'c revert: revert: feat: a'], 'minor x -'],
    [
      'counts again after squashes',
      ['a feat: a (#1)', 'b Revert "feat: a" (#2)', 'c Revert "Revert "feat: a"" (#3)'],
      'minor x -',
    ],
    [
      'counts again by numbers',
      ['a feat: a (#1)', 'b Revert "feat: a" (#2)\n\nReverts o/r#1', 'c Reapply "feat: a" (#3)\n\nReverts o/r#2'],
      'minor x -',
    ],
    [
      'is gone after three reverts',
      ['a feat: a', 'b Revert "feat: a"', 'c Reapply "feat: a"', 'd Revert "Reapply "feat: a""'],
      'x - x -',
    ],
    [
      'is back after four',
      [
        'a feat!: a',
        `b Revert "a"\n\n${bySha} {a}.`,
        `c Revert "b"\n\n${bySha} {b}.`,
        `d Revert "c"\n\n${bySha} {c}.`,
        `e Revert "d"\n\n${bySha} {d}.`,
      ],
      'major x - x -',
    ],
    ['undoes both when the first was released', ['a Revert "feat: z"', 'b Reapply "feat: z"'], 'x -'],

    // More than a revert
    ['counts a revert that breaks', ['a feat: a', 'b Revert "feat: a"\n\nBREAKING CHANGE: b'], 'x major'],
    ['counts a marked revert', ['a feat: a', 'b revert!: feat: a'], 'x major'],
    ['counts a commit that also reverts', ['a feat: a', `b feat: b\n\n${bySha} {a}.`], 'x minor'],
    ['does not read a quoted revert', ['a feat: a', `b fix: b\n\n> ${bySha} {a}.`], 'minor patch'],

    // Merges
    [
      'cancels a merge by its header',
      ['a Merge pull request #1 from o/r\n\nfeat: b', 'c Revert "Merge pull request #1 from o/r"'],
      'x -',
    ],
    ['cancels a merge by its title', ['a Merge pull request #1 from o/r\n\nfeat: b', 'c Revert "feat: b"'], 'x -'],
    [
      'cancels a merge by its number',
      ['a Merge pull request #1 from o/r\n\nAdd b', 'c Revert "Add b" (#2)\n\nReverts o/r#1'],
      'x -',
    ],
    [
      'cancels the merge of what is reverted',
      ['a feat: a', 'b Merge pull request #1 from o/r\n\nfeat: a', `c Revert "a"\n\n${bySha} {a}.`],
      'x x -',
    ],
    [
      'leaves a merge of the same words in another scope',
      ['a feat(api): a', 'b Merge pull request #1 from o/r\n\nfeat(web): a', `c Revert "a"\n\n${bySha} {a}.`],
      'x minor -',
    ],
    [
      'leaves a merge of the same words of another type',
      ['a feat: a', 'b Merge pull request #1 from o/r\n\nfix: a', `c Revert "a"\n\n${bySha} {a}.`],
      'x patch -',
    ],
    [
      'leaves a merge that came after the revert',
      ['a feat: a', `b Revert "a"\n\n${bySha} {a}.`, 'c Merge pull request #1 from o/r\n\nfeat: a'],
      'x - minor',
    ],
    [
      'leaves another merge of the same words',
      [
        { name: 'a', message: 'Merge pull request #1 from o/r\n\nfeat: a', merge: true },
        { name: 'b', message: 'Merge pull request #2 from o/r\n\nfeat: a', merge: true },
        `c Revert "a"\n\n${bySha} {a}.`,
      ],
      'x minor -',
    ],
    [
      'counts the bullets of a squash that also reverts',
      ['a feat: a', `b Add (#2)\n\n* revert: feat: x\n\n${bySha} {a}.`],
      'x patch',
    ],
    [
      'leaves a merge of more',
      ['a feat: a', 'b Merge pull request #1 from o/r\n\nfeat: b', `c Revert "a"\n\n${bySha} {a}.`],
      'x minor -',
    ],
    [
      'does not read the title of a merged revert',
      ['a feat: a', 'b feat: a', 'c revert: feat: a', 'd Merge pull request #1 from o/r\n\nrevert: feat: a'],
      'minor x - none',
    ],
  ])('%s', ([, oldestFirst, fates]) => {
    expect(shown(settle(oldestFirst))).toBe(fates)
  })

  it('says of each who cancels it, or what it cancels', () => {
    const { commits } = settle(['a feat!: a', `b Revert "a"\n\n${bySha} {a}.`])
    expect(commits).toMatchObject([
      { fate: 'cancels', by: shaOf('a'), bump: 'none' },
      { fate: 'cancelled', by: shaOf('b'), bump: 'none', breaking: undefined, rule: 'breaking-mark' },
    ])
  })

  it('forgets the demands of what is cancelled or skipped', () => {
    const demand = 'chore: a\n\nRelease-As: 2.0.0\nbreaking change: b'
    const cancelled = settle([`a ${demand}`, `b Revert "a"\n\n${bySha} {a}.`]).commits[1]
    const skipped = settle([`a ${demand}`], { skip: [shaOf('a')] }).commits[0]
    for (const commit of [cancelled, skipped]) expect(commit).toMatchObject({ releaseAs: undefined, nearMisses: [] })
  })

  it('keeps the demands of a revert', () => {
    const [revert] = settle(['a feat: a', 'b Revert "feat: a"\n\nRelease-As: 2.0.0']).commits
    expect(revert).toMatchObject({ fate: 'cancels', releaseAs: { text: '2.0.0' } })
  })
})

describe('a range of which pre-releases are out', () => {
  const reverted = ['a feat: a', `b Revert "feat: a"\n\n${bySha} {a}.`]
  const again = [...reverted, `c Reapply "feat: a"\n\n${bySha} {b}.`]
  const both = ['a feat: a', 'b fix: b', `c revert: both\n\n${bySha} {a}.\n${bySha} {b}.`]

  it.for<readonly [name: string, oldestFirst: readonly string[], shipped: readonly string[], fates: string]>([
    ['with a change counts its revert', reverted, ['a'], 'x patch'],
    ['with a change and its revert counts neither', reverted, ['ab'], 'x -'],
    ['with neither counts neither', [...reverted, 'c fix: c'], [''], 'x - patch'],
    ['with both, after one with the change alone, counts the revert', reverted, ['ab', 'a'], 'x patch'],
    ['with a revert counts what brings the change back', again, ['ab'], 'minor x minor'],
    ['with the change alone counts nothing that comes and goes', again, ['a'], 'minor x -'],
    ['with a part of what is taken back counts the revert', both, ['a'], 'x x patch'],
  ])('%s', ([, oldestFirst, shipped, fates]) => {
    const sets = shipped.map((names) => new Set(names.split('').map(shaOf)))
    expect(shown(settle(oldestFirst, { shipped: sets }))).toBe(fates)
  })
})

describe('a skipped commit', () => {
  it.for<readonly [name: string, skip: string, fates: string]>([
    ['does not count', shaOf('a'), 's -'],
    ['is named by seven characters', shaOf('a').slice(0, 7), 's -'],
    ['is named in any case', shaOf('b').toUpperCase(), 'minor s'],
    ['takes nothing back', shaOf('b'), 'minor s'],
    ['is not named by less', shaOf('a').slice(0, 6), 'x -'],
    ['is not another', shaOf('z'), 'x -'],
  ])('%s', ([, skip, fates]) => {
    expect(shown(settle(['a feat: a', `b Revert "feat: a"\n\n${bySha} {a}.`], { skip: [skip] }))).toBe(fates)
  })

  it('is named by letters in any case', () => {
    expect(shown(settle(['j feat: a', 'k fix: b'], { skip: [shaOf('j').toUpperCase()] }))).toBe('s patch')
  })

  it('is not one whose sha only begins the same', () => {
    const commits = ['1234567a', '1234567b'].map((sha) => judgeCommit({ sha, message: 'fix: a' }))
    const { commits: settled } = settleRange(commits, { skip: ['1234567b'], broughtBy: new Map() })
    expect(settled.map(({ fate }) => fate)).toEqual(['counts', 'skipped'])
  })
})

describe('a reverted merge', () => {
  const range: readonly (string | Written)[] = [
    'a feat: a',
    'b feat: b',
    'c fix: c',
    { name: 'm', message: "Merge branch 'side'", merge: true },
    `r Revert "Merge branch 'side'"\n\n${bySha} {m}, reversing\nchanges made to {a}.`,
  ]
  const broughtBy = new Map([[shaOf('m'), new Set([shaOf('b'), shaOf('c')])]])

  it('is told, for somebody to look up what it brought in', () => {
    const settled = settle(range)
    expect(settled.revertedMerges).toEqual([shaOf('m')])
    expect(shown(settled)).toBe('minor minor patch x -')
  })

  it('takes with it what it brought in', () => {
    expect(shown(settle(range, { broughtBy }))).toBe('minor x x x -')
  })

  it('takes nothing with it that is newer than its revert', () => {
    const withNewer = new Map([[shaOf('m'), new Set([shaOf('b'), shaOf('z')])]])
    expect(shown(settle([...range, 'z feat: z'], { broughtBy: withNewer }))).toBe('minor x patch x - minor')
  })

  it('comes back with what it brought in', () => {
    const again = `t Revert "r"\n\n${bySha} {r}.`
    const settled = settle([...range, again], { broughtBy })
    expect(settled.revertedMerges).toEqual([])
    expect(shown(settled)).toBe('minor minor patch none x -')
  })

  it('takes back with it the reverts it brought in', () => {
    const inside = new Map([[shaOf('m'), new Set([shaOf('b')])]])
    const merge = { name: 'm', message: "Merge branch 'side'", merge: true }
    const settled = settle(['a feat: a', 'b Revert "feat: a"', merge, `r Revert "m"\n\n${bySha} {m}.`], {
      broughtBy: inside,
    })
    expect(shown(settled)).toBe('minor x x -')
  })
})

const subject = fc.constantFrom(
  'feat: a',
  'feat: a (#1)',
  'fix(api): b',
  'feat!: c',
  'Add d',
  'Revert "feat: a"',
  'Reapply "feat: a"',
)
const message = fc.oneof(
  subject,
  subject.map((header) => `Revert "${header}"`),
  fc.tuple(subject, fc.nat({ max: 9 })).map(([header, n]) => `Revert "${header}"\n\n${bySha} ${shaOf(String(n))}.`),
  fc.constantFrom(
    'revert: a',
    'revert(api): b',
    'Revert "a" (#2)\n\nReverts o/r#1',
    'Merge pull request #1 from o/r\n\nfeat: a',
  ),
)
const range = fc
  .array(message, { maxLength: 10 })
  .map((messages) => settle(messages.map((each, at) => `${at} ${each}`)))

describe('every range', () => {
  it('keeps each commit, in its place', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 10 }), (messages) => {
        const { commits } = settle(messages.map((each, at) => `${at} ${each}`))
        expect(commits.map(({ sha }) => sha)).toEqual(messages.map((_, at) => shaOf(String(at))).toReversed())
      }),
    )
  })

  it('has a bump only where it counts, and a newer commit for each that is cancelled', () => {
    fc.assert(
      fc.property(range, ({ commits }) => {
        const position = (sha: string | undefined): number => commits.findIndex((each) => each.sha === sha)
        const holds = ({ fate, bump, by }: RangeCommit, at: number): boolean => {
          if (fate === 'counts') return by === undefined
          return bump === 'none' && (fate === 'cancelled' ? position(by) < at : position(by) > at)
        }
        expect(commits.filter((commit, at) => !holds(commit, at))).toEqual([])
      }),
    )
  })

  it('leaves a commit standing after an even number of reverts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), (reverts) => {
        const chain = Array.from({ length: reverts }, (_, at) => {
          const [name, before] = [String.fromCharCode(98 + at), String.fromCharCode(97 + at)]
          return `${name} Revert "${before}"\n\n${bySha} {${before}}.`
        })
        expect(shown(settle(['a feat: a', ...chain])).split(' ')[0]).toBe(reverts % 2 === 0 ? 'minor' : 'x')
      }),
    )
  })

  it('takes no longer by the square of its reverts', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => ({
      sha: `${at}`.padStart(40, '0'),
      message: at % 2 === 0 ? 'Revert "feat: a"' : 'feat: a',
    }))
    const judged = many.map((commit) => judgeCommit(commit))
    const started = performance.now()
    settleRange(judged)
    expect(performance.now() - started).toBeLessThan(15_000)
  })
})
