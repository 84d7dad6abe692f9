import { describe, expect, it } from 'vitest'
import { commitsOutput } from '../../src/report/commit-entries.ts'
import { range, release, sha } from './example.ts'

type Entry = Readonly<Record<string, unknown>>

const parsed = (text: string): readonly Entry[] => JSON.parse(text) as Entry[]
const releaseOf = (...messages: readonly string[]): readonly ReturnType<typeof release>[] => [
  release({ plan: { commits: range(messages) } }),
]

describe('commits as JSON', () => {
  it('have what decided, and leave out what is not there', () => {
    const [docs, feat] = parsed(
      commitsOutput(releaseOf('feat(api): b (#12)\n\nBREAKING CHANGE: c', 'docs: a')),
    ).toReversed()
    expect(feat).toEqual({
      ...{ sha: sha(0), header: 'feat(api): b (#12)', type: 'feat', scope: 'api', subject: 'b (#12)', bump: 'major' },
      ...{
        rule: 'breaking-footer',
        line: 3,
        'line-text': 'BREAKING CHANGE: c',
        breaking: 'c',
        pull: 12,
        fate: 'counts',
      },
    })
    expect(docs).toEqual({
      ...{ sha: sha(1), header: 'docs: a', type: 'docs', subject: 'a', bump: 'none', rule: 'type-without-bump' },
      ...{ line: 1, fate: 'counts' },
    })
  })

  it('have those that release first, newest first', () => {
    const order = parsed(commitsOutput(releaseOf('docs: a', 'fix: b', 'chore: c', 'feat: d'))).map(
      ({ header }) => header,
    )
    expect(order).toEqual(['fix: b', 'feat: d', 'docs: a', 'chore: c'])
  })

  it('escape what JSON escapes', () => {
    const odd = ['feat("a"): \\ \u0001\u2028 \ud800', 'fix: 漢 \u007f', 'fix: plain ~ ! # [ ]']
    expect(parsed(commitsOutput(releaseOf(...odd))).map(({ header }) => header)).toEqual(
      odd.map((message) => range([message])[0]?.header),
    )
  })

  it.for([200, 500, 1000, 20_000])('keep to %i characters by whole commits', (limit) => {
    const text = commitsOutput(releaseOf(...Array.from({ length: 400 }, (_, index) => `fix: number ${index}`)), limit)
    expect(text.length).toBeLessThanOrEqual(limit)
    expect(parsed(text).length).toBeGreaterThan(0)
    expect(text.length).toBeGreaterThan(limit - 300)
  })

  it('let a commit that fits pass one that does not', () => {
    const huge = `feat: ${'x'.repeat(180)}`
    expect(parsed(commitsOutput(releaseOf(huge, 'fix: b'), 300))).toMatchObject([{ header: 'fix: b' }])
  })

  it('of several packages: no package hides what another one releases', () => {
    const quiet = range(Array.from({ length: 600 }, (_, index) => `docs: number ${index}`))
    const releases = [release({ name: 'a', plan: { commits: quiet } }), release({ name: 'b' })]
    expect(parsed(commitsOutput(releases))[0]).toMatchObject({ package: 'b', header: 'feat(api): b' })
  })
})
