import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commitKeeper, judgeCommit, rangeIndexer, settleRange, type RangeCommit } from '../../src/index.ts'

const members = Object.keys(judgeCommit({ sha: '', message: '' })) as readonly (keyof RangeCommit)[]

/** As a plain object, read member by member. */
const read = (commit: RangeCommit | undefined): Readonly<Record<string, unknown>> =>
  Object.fromEntries(members.map((name) => [name, commit?.[name]]))

const shaOf = (index: number): string => index.toString(16).padStart(40, '0')

const message = fc.oneof(
  fc.constantFrom(
    'feat: a',
    'Feat(API)!: b',
    'fix(api, web): c (#12)',
    'docs: d\n\nbody\n',
    'no header at all',
    'feat !: a slip',
    'fix: b\n\nbreaking change: c',
    '',
    'Merge pull request #7 from a/b\n\nfeat: title',
    'Revert "feat: a"\n\nThis reverts commit 0000000000000000000000000000000000000001.\n',
    'chore: e\n\nBREAKING CHANGE: f',
    'feat: ✨ sparkle',
    'fix: é in one byte',
    'title (#3)\n\n* feat: a',
  ),
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.constantFrom('feat', 'fix(x)', 'docs', 'x y'), fc.string()).map(([type, text]) => `${type}: ${text}`),
)

describe('a commit that is kept small', () => {
  it('says the same as before, whatever is asked of whichever commit in whatever order', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 20 }), fc.array(fc.nat()), (messages, order) => {
        const keep = commitKeeper()
        const judged = messages.map((text, index) =>
          judgeCommit({ sha: shaOf(index), message: text, merge: index % 3 === 0 }),
        )
        const kept = judged.map(keep)
        expect(kept.map(read)).toEqual(judged.map(read))
        for (const number of order) {
          const at = number % judged.length
          const member = members[number % members.length] ?? 'sha'
          expect(kept[at]?.[member]).toEqual(judged[at]?.[member])
        }
      }),
    )
  })

  it('is settled like any other, and changed where its range changes it', () => {
    const keep = commitKeeper()
    const messages = ['Revert "feat: a"', 'docs: between', 'feat: a']
    const judged = messages.map((text, index) => judgeCommit({ sha: shaOf(index), message: text }))
    const [plain, small] = [judged, judged.map(keep)].map((commits) => settleRange(commits).commits.map(read))
    expect(small).toEqual(plain)
    expect(small?.map((commit) => commit['fate'])).toEqual(['cancels', 'counts', 'cancelled'])
  })

  it('is settled by what was seen of it as it came', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        const judged = messages.map((text, index) =>
          judgeCommit({ sha: shaOf(index), message: text, merge: index % 3 === 0 }),
        )
        const [keep, context] = [commitKeeper(), { skip: [shaOf(2)], broughtBy: new Map() }]
        const indexer = rangeIndexer(context)
        for (const commit of judged) indexer.add(commit)
        const kept = judged.map(keep)
        for (const index of [indexer.indexOf(kept), indexer.indexOf(kept)]) {
          const { commits, revertedMerges } = settleRange(kept, context, index)
          const plain = settleRange(judged, context)
          expect(commits.map(read)).toEqual(plain.commits.map(read))
          expect(revertedMerges).toEqual(plain.revertedMerges)
        }
      }),
    )
  })

  it('is small only where it is ordinary and its text fits', () => {
    const keep = commitKeeper()
    const isKept = (text: string, sha = shaOf(1)): boolean => {
      const judged = judgeCommit({ sha, message: text })
      return keep(judged) === judged
    }
    expect(isKept('feat: a')).toBe(false)
    expect(isKept('feat: é')).toBe(false)
    expect(isKept('feat: ✨')).toBe(true)
    expect(isKept('feat!: a')).toBe(true)
    expect(isKept('feat !: a')).toBe(true)
    expect(isKept('feat: a', 'a'.repeat(64))).toBe(true)
  })

  it('is found again among very many', () => {
    const keep = commitKeeper()
    const judged = Array.from({ length: 30_000 }, (_, index) =>
      judgeCommit({ sha: shaOf(index), message: `fix(part ${index % 7}): the ${'x'.repeat(index % 90)} ${index}` }),
    )
    const kept = judged.map(keep)
    for (let at = 0; at < kept.length; at += 997) expect(read(kept[at])).toEqual(read(judged[at]))
  })
})
