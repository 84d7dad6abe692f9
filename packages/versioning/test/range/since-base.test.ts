import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sinceBase, type WalkedCommit, type WalkState } from '../../src/index.ts'

const shaOf = (name: string): string =>
  Buffer.from(name.split('').toReversed().join('')).toString('hex').padEnd(40, '0')

/** `c b d @7` is commit c with the parents b and d, of the seventh second. */
function commits(...lines: readonly string[]): readonly WalkedCommit[] {
  return lines.map((line) => {
    const [left = '', date = '0'] = line.split('@')
    const [sha = '', ...parents] = left.trim().split(' ')
    return { sha: shaOf(sha), parents: parents.map(shaOf).join(' '), date: Number(date) }
  })
}

interface Told {
  readonly range: string
  readonly state: WalkState
}

function tell(head: string, base: string, walk: readonly WalkedCommit[]): Told {
  const since = sinceBase(shaOf(head), shaOf(base))
  let range = ''
  for (const commit of walk) {
    if (since.take(commit)) range += Buffer.from(commit.sha, 'hex').toString().replaceAll('\0', '')
    if (since.state !== 'open') return { range, state: since.state }
  }
  return { range, state: since.end() }
}

describe('a walk', () => {
  it.for<readonly [name: string, ends: readonly [head: string, base: string], walk: readonly string[], told: Told]>([
    ['along a line', ['d', 'b'], ['d c @4', 'c b @3', 'b a @2', 'a @1'], { range: 'dc', state: 'over' }],
    ['whose head is the base', ['b', 'b'], ['b a @2', 'a @1'], { range: '', state: 'over' }],
    ['whose base is the start', ['b', 'a'], ['b a @2', 'a @1'], { range: 'b', state: 'over' }],
    [
      'with a side that left before the base',
      ['m', 'c'],
      ['m c s @5', 'c a @4', 's a @3', 'a @1'],
      { range: 'ms', state: 'over' },
    ],
    ['with a base on a side', ['m', 's'], ['m c s @5', 's a @4', 'c a @3', 'a @1'], { range: 'mc', state: 'over' }],
    ['with a second start', ['m', 'c'], ['m c x @5', 'c a @4', 'a @2', 'x @1'], { range: 'mx', state: 'over' }],
    [
      'where the base is dated before the start',
      ['d', 'b'],
      ['d c @4', 'c b @3', 'b a @1', 'a @2'],
      { range: 'dc', state: 'over' },
    ],
    [
      'where the base is met before its child of the same second',
      ['c', 'a'],
      ['a @1', 'c b @2', 'b a @1'],
      { range: 'cb', state: 'over' },
    ],
    [
      'that meets a commit before its second child',
      ['m', 'a'],
      ['m c b @3', 'b a @3', 'c b @2', 'a @1'],
      { range: 'mbc', state: 'unclear' },
    ],
    ['to a base elsewhere', ['c', 'x'], ['c b @4', 'x a @3', 'b a @2', 'a @1'], { range: 'cb', state: 'unclear' }],
    [
      'that meets what the base contains before the base does',
      ['m', 'b'],
      ['m b a @3', 'a @4', 'b a @2'],
      { range: 'ma', state: 'unclear' },
    ],
    [
      'that meets a commit nobody named',
      ['c', 'b'],
      ['c b @4', 'z @3', 'b a @2', 'a @1'],
      { range: 'c', state: 'unclear' },
    ],
    ['that ends too early', ['d', 'b'], ['d c e @4', 'c b @3', 'b a @2', 'a @1'], { range: 'dc', state: 'unclear' }],
  ])('%s', ([, [head, base], walk, told]) => {
    expect(tell(head, base, commits(...walk))).toEqual(told)
  })
})

/** A commit for each letter of a row, the first without parent; one second each. */
const row = (length: number, from = 0): readonly WalkedCommit[] =>
  Array.from({ length }, (_, index) => ({
    sha: shaOf(`r${length - index}`),
    parents: index + 1 < length ? shaOf(`r${length - index - 1}`) : '',
    date: from + length - index,
  }))

function takenOf(head: string, base: string, walk: readonly WalkedCommit[]): number {
  const since = sinceBase(shaOf(head), shaOf(base))
  const end = walk.findIndex((commit) => (since.take(commit), since.state !== 'open'))
  return end === -1 ? walk.length : end + 1
}

describe('of a long history', () => {
  it('no more is met than the range and a few commits', () => {
    expect(takenOf('r1000', 'r900', row(1000))).toBe(100 + 21)
  })

  it('no more is met than what is younger than a base elsewhere, and a few commits', () => {
    const walk = row(1000).toSpliced(100, 0, { sha: shaOf('x'), parents: '', date: 900.5 })
    expect(takenOf('r1000', 'x', walk)).toBe(100 + 1 + 21)
  })

  it('as much is met as it takes to tell whether an old side is in the range', () => {
    const rest = row(1000).slice(1)
    const old = { sha: shaOf('old'), parents: shaOf('r480'), date: 500.5 }
    const walk = [
      { sha: shaOf('r1000'), parents: `${shaOf('r999')} ${old.sha}`, date: 1000 },
      ...rest.slice(0, 499),
      old,
      ...rest.slice(499),
    ]
    expect(takenOf('r1000', 'r900', walk)).toBe(501 + 19 + 21)
  })

  it('no more is met than some commits below the base where one of the range was met before its child', () => {
    const rest = row(1000).slice(1)
    const early = { sha: shaOf('e'), parents: shaOf('r998'), date: 999.5 }
    const late = { sha: shaOf('l'), parents: early.sha, date: 999.4 }
    const head = { sha: shaOf('r1000'), parents: [shaOf('r999'), early.sha, late.sha].join(' '), date: 1000 }
    expect(takenOf('r1000', 'r900', [head, early, late, ...rest])).toBe(102 + 64)
  })
})

describe('every walk', () => {
  /** Each commit names parents among the older ones by number; dates may be anything. */
  const histories = (date: fc.Arbitrary<number>): fc.Arbitrary<readonly WalkedCommit[]> =>
    fc
      .array(fc.tuple(fc.array(fc.nat({ max: 6 }), { maxLength: 3 }), date), { minLength: 1, maxLength: 150 })
      .map((rows) =>
        rows.map(([back, offset], at) => {
          const parents = new Set(back.map((each) => at - 1 - each).filter((each) => each >= 0))
          return {
            sha: shaOf(`c${at}`),
            parents: [...parents].map((each) => shaOf(`c${each}`)).join(' '),
            date: at + offset,
          }
        }),
      )

  const parentsOf = ({ parents }: WalkedCommit): readonly string[] => parents.split(' ').filter((sha) => sha !== '')

  function contained(history: readonly WalkedCommit[], tip: string): ReadonlySet<string> {
    const found = new Set([tip])
    for (const commit of history.toReversed()) {
      if (found.has(commit.sha)) for (const parent of parentsOf(commit)) found.add(parent)
    }
    return found
  }

  /** As git walks: of what is known the newest by date, and of one date the first that became known. */
  function walked(history: readonly WalkedCommit[], tips: readonly string[]): readonly WalkedCommit[] {
    const bySha = new Map(history.map((commit) => [commit.sha, commit]))
    const queue = [...new Set(tips)]
    const known = new Set(queue)
    const walk: WalkedCommit[] = []
    while (queue.length > 0) {
      const dates = queue.map((sha) => bySha.get(sha)!.date)
      const [sha] = queue.splice(dates.indexOf(Math.max(...dates)), 1)
      const commit = bySha.get(sha ?? '')!
      walk.push(commit)
      for (const parent of parentsOf(commit)) {
        if (!known.has(parent)) queue.push(parent)
        known.add(parent)
      }
    }
    return walk
  }

  const told = (history: readonly WalkedCommit[], pick: number) => {
    const head = history.at(-1)?.sha ?? ''
    const base = history[pick % history.length]?.sha ?? ''
    const walk = walked(history, [head, base])
    const since = sinceBase(head, base)
    const range: string[] = []
    for (const commit of walk) {
      if (since.take(commit)) range.push(commit.sha)
      if (since.state !== 'open') break
    }
    const [all, out] = [contained(history, head), contained(history, base)]
    const expected = walk.filter(({ sha }) => all.has(sha) && !out.has(sha)).map(({ sha }) => sha)
    return { state: since.end(), range, expected, isContained: all.has(base) }
  }

  it('tells of a base that is contained, where dates rise, exactly what came after it', () => {
    fc.assert(
      fc.property(histories(fc.constant(0)), fc.nat(), (history, pick) => {
        const { state, range, expected, isContained } = told(history, pick)
        expect(state).toBe(isContained ? 'over' : 'unclear')
        expect(isContained ? range : expected).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('tells nothing that is wrong, whatever the dates are', () => {
    fc.assert(
      fc.property(histories(fc.integer({ min: -6, max: 6 })), fc.nat(), (history, pick) => {
        const { state, range, expected, isContained } = told(history, pick)
        const isTold = state === 'over'
        expect(isTold ? { isContained, range } : undefined).toEqual(
          isTold ? { isContained: true, range: expected } : undefined,
        )
      }),
      { numRuns: 1000 },
    )
  })
})
