import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitHistory, type HistoryCommit, type PackageBase, type PackageSpec } from '../../src/index.ts'

const spec = (name: string, include = name): PackageSpec => ({ name, include: [include], exclude: [] })

/** `c b d: api web` is commit c with the parents b and d, which changes a file of each of these folders. */
function commits(...lines: readonly string[]): readonly HistoryCommit[] {
  return lines.map((line) => {
    const [left = '', right = ''] = line.split(':')
    const [sha = '', ...parents] = left.trim().split(' ')
    const folders = right
      .trim()
      .split(' ')
      .filter((folder) => folder !== '')
    return { sha, parents: parents.join(' '), paths: folders.map((folder) => `${folder}/file`) }
  })
}

interface Split {
  readonly ranges: readonly string[]
  readonly judged: string
  /** Each with its first path, `-` without one. */
  readonly unowned: readonly string[]
  readonly everywhere: string
  /** How many commits were taken before the pass could end. */
  readonly taken: number
}

/** A commit whose sha is a capital speaks to all packages. */
function split(
  packages: readonly PackageBase[],
  history: readonly HistoryCommit[],
  others: readonly PackageSpec[] = [],
): Split {
  const judged: string[] = []
  const judge = ({ sha }: HistoryCommit): string => {
    judged.push(sha)
    return sha
  }
  const told = splitHistory(packages, { judge, isForAll: (commit) => commit === commit.toUpperCase(), others })
  const end = history.findIndex((commit) => !told.take(commit))
  return {
    ranges: told.ranges.map((range) => range.join('')),
    judged: judged.join(''),
    unowned: told.unowned.map(({ commit, path = '-' }) => `${commit} ${path}`),
    everywhere: [...told.everywhere].join(''),
    taken: end === -1 ? history.length : end + 1,
  }
}

const line = commits('f e: api', 'e d: web', 'd c: api web', 'c b: docs', 'b a: api', 'a: api web')

describe('a history', () => {
  it.for<
    readonly [name: string, bases: readonly [string | undefined, string | undefined], ranges: readonly [string, string]]
  >([
    ['without releases', [undefined, undefined], ['fdba', 'eda']],
    ['with one release of both', ['c', 'c'], ['fd', 'ed']],
    ['with a release of each', ['e', 'b'], ['f', 'ed']],
    ['with a release of one', [undefined, 'e'], ['fdba', '']],
    ['with a release at its head', ['f', 'f'], ['', '']],
    ['with a release at its root', ['a', 'a'], ['fdb', 'ed']],
  ])('%s', ([, [api, web], ranges]) => {
    const packages = [
      { spec: spec('api'), base: api },
      { spec: spec('web'), base: web },
    ]
    expect(split(packages, line).ranges).toEqual(ranges)
  })

  it('is judged once a commit, and only where it belongs to somebody or to nobody', () => {
    const packages = [
      { spec: spec('api'), base: 'b' },
      { spec: spec('web'), base: 'c' },
    ]
    expect(split(packages, line).judged).toBe('fed')
  })

  it('needs to be read no further than the lowest base', () => {
    const both = (api: string, web: string): number =>
      split(
        [
          { spec: spec('api'), base: api },
          { spec: spec('web'), base: web },
        ],
        line,
      ).taken
    expect(both('e', 'c')).toBe(4)
    expect(both('f', 'f')).toBe(1)
    expect(split([{ spec: spec('api'), base: undefined }], line).taken).toBe(6)
  })

  it('is read through when its beginning is missing', () => {
    expect(split([{ spec: spec('api'), base: 'a' }], line.slice(0, 3)).taken).toBe(3)
  })

  it('gives a commit without paths to the packages that are the whole repository', () => {
    const packages = [
      { spec: spec('all', '.'), base: undefined },
      { spec: spec('api'), base: undefined },
    ]
    expect(split(packages, commits('c b: web', 'b a:', 'a: api')).ranges).toEqual(['cba', 'a'])
  })

  describe('of which commits belong to no package', () => {
    const unowned = commits('g f: docs', 'f e:', 'e d: api', 'd c: docs tools', 'c b: web', 'b a: docs', 'a: api')
    const both = (api: string | undefined, web: string | undefined): readonly PackageBase[] => [
      { spec: spec('api'), base: api },
      { spec: spec('web'), base: web },
    ]

    it('tells those that no base contains, with a path', () => {
      expect(split(both('b', 'c'), unowned).unowned).toEqual(['g docs/file', 'f -', 'd docs/file'])
      expect(split(both(undefined, 'e'), unowned).unowned).toEqual(['g docs/file', 'f -'])
      expect(split(both(undefined, undefined), unowned).unowned).toHaveLength(4)
    })

    it('tells none that belongs to a package without a range', () => {
      const [api] = both('a', undefined)
      expect(split(api === undefined ? [] : [api], unowned, [spec('web'), spec('docs')]).unowned).toEqual(['f -'])
    })

    it('tells no merge that brought nothing', () => {
      expect(split(both('a', 'a'), commits('c b d:', 'd a: api', 'b a: web', 'a: api')).unowned).toEqual([])
    })

    it('tells a merge that brought nothing and speaks to all, which nobody hears', () => {
      const merged = split(both('a', 'a'), commits('C b d:', 'd a: api', 'b a: web', 'a: api'))
      expect(merged).toMatchObject({ unowned: ['C -'], everywhere: '', ranges: ['d', 'b'] })
    })
  })

  describe('of which a commit without paths speaks to all packages', () => {
    const spoken = commits('f e: api', 'E d:', 'd c: web', 'C b d:', 'B a: api', 'A:')
    const packages = (web: string | undefined): readonly PackageBase[] => [
      { spec: spec('api'), base: undefined },
      { spec: spec('web'), base: web },
      { spec: spec('all', '.'), base: undefined },
    ]

    it('gives it once to each whose base does not contain it', () => {
      const history = commits('f E: api', 'E d:', 'd B: web', 'B A: api', 'A:')
      expect(split(packages(undefined), history)).toMatchObject({
        ranges: ['fEBA', 'EdA', 'fEdBA'],
        everywhere: 'EA',
        unowned: [],
      })
      expect(split(packages('d'), history).ranges).toEqual(['fEBA', 'E', 'fEdBA'])
    })

    it('gives no merge to all, nor what changes something', () => {
      expect(split(packages(undefined), spoken)).toMatchObject({ everywhere: 'EA' })
    })
  })

  it('gives a commit once to a package of which it changes several paths', () => {
    expect(split([{ spec: spec('all', '.'), base: undefined }], commits('a: api web docs')).ranges).toEqual(['a'])
  })
})

describe('a history with branches', () => {
  //  m ─ e ─ c ─┐
  //  └── d ─ b ─┴ a      b is released: what it contains is out, the other side is not
  const branched = commits('m e d: api', 'e c: api', 'c a: api', 'd b: api', 'b a: api', 'a: api')

  it('leaves out what the base contains, and only that', () => {
    expect(split([{ spec: spec('api'), base: 'b' }], branched).ranges).toEqual(['mecd'])
    expect(split([{ spec: spec('api'), base: 'c' }], branched).ranges).toEqual(['medb'])
  })

  it('does not end while a side is open', () => {
    expect(split([{ spec: spec('api'), base: 'd' }], branched)).toMatchObject({ ranges: ['mec'], taken: 5 })
  })

  it('leaves out, on a common past, for each package its own', () => {
    const packages = [
      { spec: spec('api'), base: 'c' },
      { spec: spec('more', 'api'), base: 'd' },
    ]
    expect(split(packages, branched).ranges).toEqual(['medb', 'mec'])
  })
})

describe('every history', () => {
  /** Each commit but the first has a child, or two, among those before it: all are reachable from the first. */
  const histories = fc
    .array(fc.tuple(fc.nat(), fc.nat(), fc.subarray(['p0', 'p1', 'p2'])), { minLength: 1, maxLength: 12 })
    .map((rows) =>
      rows.map(([, , folders], at): HistoryCommit => {
        const parents = rows.flatMap(([child, other], below) =>
          below > at && (child % below === at || other % below === at) ? [`c${below}`] : [],
        )
        return { sha: `c${at}`, parents: parents.join(' '), paths: folders.map((folder) => `${folder}/x`) }
      }),
    )

  function contained(history: readonly HistoryCommit[], from: string | undefined): ReadonlySet<string> {
    const found = new Set(from === undefined ? [] : [from])
    for (const { sha, parents } of history) {
      if (found.has(sha)) for (const parent of parents.split(' ')) found.add(parent)
    }
    return found
  }

  it('is split as if each package had been asked for alone', () => {
    fc.assert(
      fc.property(
        histories,
        fc.array(fc.option(fc.nat(), { nil: undefined }), { minLength: 3, maxLength: 3 }),
        (history, picks) => {
          const packages = picks.map((pick, index): PackageBase => ({
            spec: spec(`p${index}`),
            base: pick === undefined ? undefined : history[pick % history.length]?.sha,
          }))
          const expected = packages.map(({ spec: { name }, base }) => {
            const out = contained(history, base)
            return history
              .filter(({ sha, paths }) => !out.has(sha) && paths.includes(`${name}/x`))
              .map(({ sha }) => sha)
          })
          const told = splitHistory(packages, { judge: ({ sha }: HistoryCommit) => sha })
          for (const commit of history) if (!told.take(commit)) break
          expect(told.ranges).toEqual(expected)
        },
      ),
      { numRuns: 500 },
    )
  })
})
