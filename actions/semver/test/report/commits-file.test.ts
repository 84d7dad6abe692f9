import { commitKeeper } from '@slipway/versioning'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commitEntry } from '../../src/report/commit-entry.ts'
import { commitsFile } from '../../src/report/commits-file.ts'
import { latin1 } from '../../src/reading/read-range.ts'
import type { PackageRelease } from '../../src/result.ts'
import { range, release } from './example.ts'

/** Each piece is read before the next one is asked for. */
const textOf = (releases: readonly PackageRelease[]): string =>
  Buffer.concat(Array.from(commitsFile(releases), (piece) => Buffer.from(piece))).toString()

const kept = (messages: readonly string[]): PackageRelease['plan']['commits'] =>
  range(messages).map(commitKeeper(latin1))

const message = fc.oneof(
  fc.constantFrom(
    'feat: a',
    'fix(api): b (#12)',
    'docs(a b): c (#007)',
    'Merge pull request #7 from a/b',
    'Merge pull request #123456789 from a/b (#5)',
    'no header at all',
    'feat: "quoted" \\',
    'feat(é): one byte',
    'fix: ✨ sparkle',
    'feat!: a break',
    'chore: d\n\nBREAKING CHANGE: e',
    'Revert "feat: a"',
    '',
    `perf: ${'x'.repeat(2000)}`,
  ),
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.constantFrom('feat', 'fix(x)', 'docs'), fc.string()).map(([type, text]) => `${type}: ${text}`),
)

describe('the file of all commits', () => {
  it('has an entry for each, newest first and package by package, whatever it says', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), fc.constantFrom('', 'api', 'a "b"'), (messages, name) => {
        const releases = [release({ name, plan: { commits: kept(messages) } }), release({ name: 'other' })]
        const entries = [
          ...range(messages).map((commit) => commitEntry(commit, name)),
          ...release().plan.commits.map((commit) => commitEntry(commit, 'other')),
        ]
        expect(textOf(releases)).toBe(`[\n${entries.join(',\n')}\n]\n`)
      }),
    )
  })

  it('is an array of nothing where there is nothing', () => {
    expect(textOf([release({ plan: { commits: [] } })])).toBe('[\n]\n')
  })

  it.for([
    ['of ordinary commits', 'fix: number '],
    ['of commits in other letters', 'fix: ✨ number '],
  ] as const)('comes in pieces when it is long: %s', ([, start]) => {
    const messages = Array.from({ length: 3000 }, (_, index) => `${start}${index} ${'x'.repeat(index % 400)}`)
    const releases = [release({ plan: { commits: kept(messages) } })]
    expect([...commitsFile(releases)].length).toBeGreaterThan(4)
    expect(textOf(releases)).toBe(
      `[\n${range(messages)
        .map((each) => commitEntry(each, ''))
        .join(',\n')}\n]\n`,
    )
  })

  it('has room for an entry that is longer than a piece', () => {
    const long = range(['feat: a']).map((commit) => ({ ...commit, breaking: 'x'.repeat(300_000) }))
    const commits = [...range(['fix: b']), ...long, ...range(['fix: c'])]
    expect(textOf([release({ plan: { commits } })])).toBe(
      `[\n${commits.map((each) => commitEntry(each, '')).join(',\n')}\n]\n`,
    )
  })
})
