import { setTimeout as pause } from 'node:timers/promises'
import { gitHubTags } from '@slipway/github'
import { compareVersions, parseVersion } from '@slipway/versioning'
import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { sampled } from '@slipway/test-support/sampling/sampling'
import type { SemverInputs } from '../src/inputs.ts'
import { livePorts } from '../src/live.ts'
import type { GitHub, SemverPorts } from '../src/ports.ts'
import type { SemverResult } from '../src/result.ts'
import { run } from '../src/run.ts'
import { interrupted } from './in-between.ts'
import { onGitHub } from './on-github.ts'
import { logInMemory, play, type Changes } from './scene.ts'

const github = onGitHub()

/** v1.0.0, a feature, and its revert with a fix: the last commit alone asks for less than the one before. */
function reverted(): Repository {
  const repository = Repository.of('feat: begin')
  repository.tag('v1.0.0')
  repository.commit('feat: a')
  repository.commit('Revert "feat: a"')
  repository.commit('fix: b')
  return repository
}

const headOf = ({ directory }: SemverInputs): string => new Repository(directory).git('rev-parse', 'HEAD')

function liveTags(name: string, repository: Repository): GitHub['tags'] {
  const { github: access } = github.inputs(name, repository)
  if (access === undefined) throw new Error('there is no GitHub')
  return gitHubTags(access)
}

/** A clone that stands on a commit, whatever was released since. */
function standing(origin: Repository, at: string): Repository {
  const clone = origin.clone('--no-checkout')
  clone.git('update-ref', '--no-deref', 'HEAD', origin.git('rev-parse', at))
  return clone
}

describe('an older commit, after a later one got a lower version', () => {
  it.for<[name: string, changes: Changes]>([
    ['tags', {}],
    ['previews', { mode: 'preview' }],
  ])('%s nothing: its version would be above that of what contains it', async ([name, changes]) => {
    using origin = reverted()
    await github.publish(`late-${name}`, origin)
    using last = standing(origin, 'main')
    using older = standing(origin, 'main~2')
    const { releases } = await play(github.inputs(`late-${name}`, last))
    expect(releases).toMatchObject([{ outcome: 'created', plan: { tag: 'v1.0.1' } }])
    older.git('remote', 'set-url', 'origin', `${github.cloud.url}/octo/late-${name}.git`)
    const result = await play(github.inputs(`late-${name}`, older, changes))
    expect(result.releases).toMatchObject([{ outcome: 'superseded', plan: { bump: 'none', version: { minor: 0 } } }])
    expect(Object.keys(github.tags(`late-${name}`))).toEqual(['v1.0.0', 'v1.0.1'])
  })

  it('cannot have a higher version that is given, and is told of the later one', async () => {
    using origin = reverted()
    await github.publish('late-given', origin)
    using last = standing(origin, 'main')
    using older = standing(origin, 'main~2')
    await play(github.inputs('late-given', last))
    await expect(play(github.inputs('late-given', older, { version: '1.1.0' }))).rejects.toMatchObject({
      code: 'VERSION_ABOVE_LATER',
      message: expect.stringMatching(/v1\.1\.0.*v1\.0\.1/),
    })
    expect(await play(github.inputs('late-given', older, { version: '1.0.1-rc.1' }))).toMatchObject({
      releases: [{ outcome: 'created' }],
    })
  })

  it('still gets a version that is below', async () => {
    using origin = reverted()
    origin.commit('feat: c')
    await github.publish('late-below', origin)
    using last = standing(origin, 'main')
    using older = standing(origin, 'main~1')
    await play(github.inputs('late-below', last))
    expect((await play(github.inputs('late-below', older))).releases).toMatchObject([
      { outcome: 'created', plan: { tag: 'v1.0.1' } },
    ])
  })
})

it('a commit of a channel gets no step above that of a later one', async () => {
  using origin = Repository.of('feat: begin')
  origin.tag('v1.0.0')
  for (const message of ['feat: a', 'fix: b', 'fix: c']) origin.commit(message)
  await github.publish('late-step', origin)
  const changes: Changes = { branch: 'next', channels: [{ pattern: 'next', identifier: 'rc' }] }
  const outcomes: unknown[] = []
  for (const at of ['main', 'main~2', 'main~1']) {
    using clone = standing(origin, at)
    const [release] = (await play(github.inputs('late-step', clone, changes))).releases
    outcomes.push([release?.outcome, release?.plan.tag])
  }
  expect(outcomes).toEqual([
    ['created', 'v1.1.0-rc.1'],
    ['superseded', 'v1.0.0'],
    ['superseded', 'v1.0.0'],
  ])
})

it('a tag that a stopped run left below what its commit contains is passed, not taken for the release', async () => {
  using origin = reverted()
  origin.tag('v1.0.1', 'main')
  origin.tag('v1.1.0', 'main~2')
  await github.publish('left', origin)
  using clone = standing(origin, 'main')
  const result = await play(github.inputs('left', clone))
  expect(result.releases).toMatchObject([{ outcome: 'created', plan: { tag: 'v1.1.1' } }])
})

describe('what comes in between the look at the tags and the making of one', () => {
  const older = 'main~2'
  async function twoRuns(name: string) {
    const origin = reverted()
    await github.publish(name, origin)
    const clones = [standing(origin, older), standing(origin, 'main')] as const
    const [before, after] = clones
    return {
      older: (changes?: Changes) => github.inputs(name, before, changes),
      newer: (changes?: Changes) => github.inputs(name, after, changes),
      tags: liveTags(name, before),
      written: () => github.written(name).map(([tag, sha]) => (sha === null ? `-${tag}` : tag)),
      [Symbol.dispose]: () => [origin, ...clones].forEach((each) => each[Symbol.dispose]()),
    }
  }

  it('on a later commit: the tag is taken back, and that commit has released it all', async () => {
    using runs = await twoRuns('between-later')
    const release = await interrupted(runs.older(), () => play(runs.newer()))
    expect(release).toMatchObject({ outcome: 'superseded' })
    expect(runs.written()).toEqual(['v1.0.1', 'v1.1.0', '-v1.1.0'])
  })

  it('on an earlier commit: the tag is taken back, and the next one rises above', async () => {
    using runs = await twoRuns('between-earlier')
    const release = await interrupted(runs.newer(), () => play(runs.older()))
    expect(release).toMatchObject({ outcome: 'created', plan: { tag: 'v1.1.1', base: { name: 'v1.1.0' } } })
    expect(runs.written()).toEqual(['v1.1.0', 'v1.0.1', '-v1.0.1', 'v1.1.1'])
  })

  it('on an earlier commit, of another channel: both keep their steps to the release', async () => {
    using runs = await twoRuns('between-channels')
    const alpha: Changes = { branch: 'alpha', channels: [{ pattern: 'alpha', identifier: 'alpha' }] }
    const beta: Changes = { branch: 'beta', channels: [{ pattern: 'beta', identifier: 'beta' }] }
    const given = { ...alpha, version: '1.1.0-alpha.1' }
    const release = await interrupted(runs.newer(given), () => play(runs.older(beta)))
    expect(release).toMatchObject({ outcome: 'created', plan: { tag: 'v1.1.0-alpha.1' } })
    expect(runs.written()).toEqual(['v1.1.0-beta.1', 'v1.1.0-alpha.1'])
  })

  it('leaves nothing of a version that was given', async () => {
    using runs = await twoRuns('between-given')
    const given = interrupted(runs.newer({ version: '1.0.1' }), () => play(runs.older()))
    await expect(given).rejects.toMatchObject({ code: 'VERSION_TAKEN', message: expect.stringContaining('v1.1.0') })
    expect(runs.written()).toEqual(['v1.1.0', 'v1.0.1', '-v1.0.1'])
  })

  it('takes away what the version rises from: it is planned anew', async () => {
    using runs = await twoRuns('between-gone')
    await play(runs.older())
    const release = await interrupted(runs.newer(), () => runs.tags.remove('v1.1.0'))
    expect(release).toMatchObject({ outcome: 'created', plan: { tag: 'v1.0.1', base: { name: 'v1.0.0' } } })
    expect(runs.written()).toEqual(['v1.1.0', '-v1.1.0', 'v1.1.1', '-v1.1.1', 'v1.0.1'])
  })

  it('makes the very tag, which may be taken back by the run that made it: then it is not relied on', async () => {
    using runs = await twoRuns('between-same')
    const release = await interrupted(runs.newer(), async () => {
      await runs.tags.create('v1.0.1', headOf(runs.newer()))
      await runs.tags.create('v1.1.0', headOf(runs.older()))
    })
    expect(release).toMatchObject({ outcome: 'created', plan: { tag: 'v1.1.1' } })
  })

  it('with a tag that may not be deleted fails, and names it', async () => {
    using runs = await twoRuns('between-locked')
    const message = 'Repository rule violations found\n\nCannot delete this tag'
    const path = '/repos/octo/between-locked/git/refs/*'
    github.cloud.world.github.fail({ method: 'DELETE', path, status: 422, message })
    await expect(interrupted(runs.newer(), () => play(runs.older()))).rejects.toMatchObject({
      code: 'TAG_REFUSED',
      message: expect.stringContaining('delete the tag v1.0.1'),
    })
    expect(await play(runs.newer())).toMatchObject({ releases: [{ outcome: 'created', plan: { tag: 'v1.1.1' } }] })
  })
})

/** The real ports, each call to GitHub after a random while. */
function hesitating(ports: SemverPorts, random: () => number): SemverPorts {
  const { github: live } = ports
  if (live === undefined) return ports
  const wait = (): Promise<void> => pause(random() * 60)
  const tags: typeof live.tags = {
    list: async (...asked) => (await wait(), live.tags.list(...asked)),
    create: async (...asked) => (await wait(), live.tags.create(...asked)),
    remove: async (...asked) => (await wait(), live.tags.remove(...asked)),
    float: (...asked) => live.tags.float(...asked),
  }
  return { ...ports, github: { ...live, tags } }
}

function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** Features and their reverts, now and then something else. */
function tangled(random: () => number, count: number): Repository {
  const repository = Repository.of('feat: begin')
  repository.tag('v1.0.0')
  let last = ''
  for (let index = 0; index < count; index++) {
    const dice = random()
    const message =
      last !== '' && dice < 0.45
        ? `Revert "${last}"`
        : `${['feat', 'feat!', 'fix', 'docs'][Math.floor(random() * 4)]}: ${index}`
    repository.commit(message)
    last = message.startsWith('Revert') ? '' : message
  }
  return repository
}

describe('runs at once over features and their reverts', () => {
  const tangles = sampled([1, 2, 3, 4, 5, 6, 7, 8], { what: 'tangled histories', size: 3, kind: () => 'any' })
  it.for(tangles)('give versions that rise along the history (%i)', async (seed) => {
    const random = randomOf(seed * 7919)
    const name = `tangled-${seed}`
    using origin = tangled(random, 6)
    await github.publish(name, origin)
    const order = origin.git('rev-list', '--reverse', 'HEAD').split('\n')
    const clones = order.slice(1).map((sha) => standing(origin, sha))
    try {
      const results = await Promise.all(
        clones.map(async (clone): Promise<SemverResult> => {
          const inputs = github.inputs(name, clone)
          const ports = livePorts(inputs, { log: logInMemory(), signal: new AbortController().signal })
          await pause(random() * 100)
          return run(
            inputs,
            { ...hesitating(ports, random), files: { write: (file) => file } },
            new AbortController().signal,
          )
        }),
      )
      const tags = github.tags(name)
      const story = JSON.stringify([results.map(({ releases }) => [releases[0]?.outcome, releases[0]?.plan.tag]), tags])
      const along = order.flatMap((sha) => Object.keys(tags).filter((tag) => tags[tag] === sha))
      const versions = along.map((tag) => parseVersion(tag.slice(1))).filter((version) => version !== undefined)
      expect(versions, story).toEqual(versions.toSorted(compareVersions))
      const untrue = results.filter(({ releases: [release], head }) => {
        const later = order.slice(order.indexOf(head) + 1)
        if (release?.outcome === 'created') return tags[release.plan.tag] !== head
        return release?.outcome === 'superseded' && !later.some((sha) => Object.values(tags).includes(sha))
      })
      expect(untrue, story).toEqual([])
    } finally {
      for (const clone of clones) clone[Symbol.dispose]()
    }
  })
})
