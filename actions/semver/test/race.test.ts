import { compareVersions, parseVersion, type Version } from '@slipway/versioning'
import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { sampled } from '@slipway/test-support/sampling/sampling'
import { report } from '../src/report.ts'
import { onGitHub } from './on-github.ts'
import { outputsOf, play, withoutFiles } from './scene.ts'

const github = onGitHub()

function released(): Repository {
  const repository = Repository.of('feat: begin')
  repository.tag('v1.0.0')
  return repository
}

/** The same order for the same seed; different ones for different seeds. */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  let state = seed
  const keyed = items.map((item) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return [state, item] as const
  })
  return keyed.toSorted(([a], [b]) => a - b).map(([, item]) => item)
}

describe.for([2, 20])('%i runs at once on one commit', (count) => {
  it('make one tag, and all say the same', async () => {
    using origin = released()
    origin.commit('feat: next')
    const name = `one-${count}`
    await github.publish(name, origin)
    using clone = await github.checkout(name)
    const runs = Array.from({ length: count }, () => outputsOf(github.inputs(name, clone)))
    const outputs = await Promise.all(runs)
    expect(outputs).toMatchObject(runs.map(() => ({ version: '1.1.0', tag: 'v1.1.0', released: 'true' })))
    expect(new Set(outputs.map(withoutFiles)).size).toBe(1)
    expect(github.written(name)).toEqual([['v1.1.0', origin.git('rev-parse', 'HEAD')]])
  })
})

const messages = ['fix: a', 'feat: b', 'docs: c', 'perf: d', 'feat!: e'] as const

/** Each commit in a clone of its own, that knows no tag but the first: as if all had been checked out at once. */
function checkouts(origin: Repository, count: number): readonly Repository[] {
  const shas = Array.from({ length: count }, (_, index) => origin.commit(messages[index % messages.length] ?? 'fix: z'))
  return shas.map((sha) => {
    const clone = origin.clone('--no-checkout')
    clone.git('update-ref', '--no-deref', 'HEAD', sha)
    return clone
  })
}

/** The versions along a straight history, from its start; a commit may have none. */
function versionsAlong(name: string, origin: Repository): readonly Version[] {
  const order = origin.git('rev-list', '--reverse', 'HEAD').split('\n')
  const tags = Object.entries(github.tags(name)).filter(([tag]) => tag !== 'v1.0.0')
  const tagged = tags.map(([tag, sha]) => ({ at: order.indexOf(sha), version: parseVersion(tag.slice(1)) }))
  return tagged.toSorted((a, b) => a.at - b.at).flatMap(({ version }) => (version === undefined ? [] : [version]))
}

const races = [
  [2, 1],
  [20, 7],
  [20, 1234],
] as const
const size = ([count]: readonly [number, number]): string => `${count} runs`

describe.for(sampled(races, { what: 'races of semver', size: 2, kind: size }))(
  '%i runs at once on as many commits, in random order (%i)',
  ([count, seed]) => {
    it('give versions that rise along the history, and none twice', async () => {
      using origin = released()
      const name = `line-${count}-${seed}`
      const clones = checkouts(origin, count)
      try {
        await github.publish(name, origin)
        for (const clone of clones) clone.git('remote', 'set-url', 'origin', `${github.cloud.url}/octo/${name}.git`)
        const results = await Promise.all(shuffled(clones, seed).map((clone) => play(github.inputs(name, clone))))
        const outcomes = results.map((result) => result.releases[0]?.outcome)
        expect(outcomes.filter((outcome) => outcome === 'created').length).toBeGreaterThan(0)
        expect(outcomes.filter((outcome) => !['created', 'superseded', 'nothing'].includes(outcome ?? ''))).toEqual([])
        for (const result of results.filter((each) => each.releases[0]?.outcome === 'superseded')) {
          expect(report(result).outputs).toMatchObject({ released: 'false', changed: 'false', bump: 'none' })
        }
        const versions = versionsAlong(name, origin)
        expect(versions).toHaveLength(outcomes.filter((outcome) => outcome === 'created').length)
        for (const [index, version] of versions.slice(1).entries()) {
          const before = versions[index]
          expect(before === undefined ? 1 : compareVersions(version, before)).toBeGreaterThan(0)
        }
      } finally {
        for (const clone of clones) clone[Symbol.dispose]()
      }
    })
  },
)
