import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complete } from './memory-cloud.ts'
import { repositoryOf, type MemoryCloud } from './memory.ts'
import { cloudWith, critical, go, inputsWith, putRelease, root, type InputChanges } from './scene.ts'

/** What the repository looks like before the release, and what is asked of it. */
interface Story {
  readonly mutability: string
  readonly tags: readonly string[]
  /** An earlier and a later release, and which floating tags they have. */
  readonly older: readonly string[]
  readonly newer: readonly string[]
  readonly stage: 'digest' | 'candidate-tag'
  readonly passes: boolean
}

const floating = ['v1.4', 'v1', 'latest']
const stories: fc.Arbitrary<Story> = fc.record({
  mutability: fc.constantFrom('MUTABLE', 'IMMUTABLE_WITH_EXCLUSION'),
  tags: fc.shuffledSubarray(['v1.4.0', 'sha-0a1b2c3', ...floating], { minLength: 1 }),
  older: fc.subarray(floating),
  newer: fc.subarray(['v1', 'latest']),
  stage: fc.constantFrom('digest' as const, 'candidate-tag' as const),
  passes: fc.boolean(),
})

function cloudOf({ mutability, older, newer, passes }: Story): MemoryCloud {
  const cloud = cloudWith((one) => {
    one.repository = repositoryOf(mutability, 'v1', 'v1.4', 'latest')
    one.scan = () => complete(passes ? [] : [critical])
  })
  putRelease(cloud, 'older', 'v1.3.0', ...older)
  putRelease(cloud, 'newer', 'v1.9.0', ...newer)
  return cloud
}

function inputsOf({ tags, stage }: Story): InputChanges {
  return { tags, stage }
}

/** Tags on the candidate that people take for a release. */
function released({ tags }: MemoryCloud): readonly string[] {
  return [...tags].flatMap(([tag, digest]) => (digest === root.digest && !tag.startsWith('candidate-') ? [tag] : []))
}

function isAccepted({ referrers }: MemoryCloud): boolean {
  return referrers.at(-1)?.annotations['slipway.accepted'] === 'true'
}

/** Lets the cloud do its first `count` writes, and no more; the last one with or without an answer. */
function killAfter(cloud: MemoryCloud, count: number): void {
  cloud.onWrite = () => {
    expect(released(cloud).length === 0 || isAccepted(cloud), 'a release tag without an accepted verdict').toBe(true)
    if (cloud.writes.length >= count) throw new Error('killed')
  }
}

const sorted = (tags: ReadonlyMap<string, string>): unknown => Object.fromEntries(tags)

describe('a run that is interrupted before any write, and run again', () => {
  it('ends with the tags of one that was not, and never has a release tag before an accepted verdict', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const undisturbed = cloudOf(story)
        const end = await go(undisturbed, inputsOf(story))
        expect(released(undisturbed).length === 0 || end.accepted).toBe(true)
        for (let count = 0; count < undisturbed.writes.length; count += 1) {
          const cloud = cloudOf(story)
          killAfter(cloud, count)
          const killed = await go(cloud, inputsOf(story))
          expect(released(cloud).length === 0 || isAccepted(cloud)).toBe(true)
          expect(killed.tags.toSorted()).toEqual(released(cloud).toSorted())
          cloud.onWrite = () => undefined
          expect(await go(cloud, inputsOf(story))).toMatchObject({ verdict: end.verdict, tags: end.tags })
          expect(sorted(cloud.tags)).toEqual(sorted(undisturbed.tags))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('moves no floating tag backwards, wherever they were', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const cloud = cloudOf(story)
        const newer = cloud.tags.get('v1.9.0')
        await go(cloud, inputsOf(story))
        // Without a full version of its own nothing says that the candidate is the older one.
        if (!story.tags.includes('v1.4.0')) return
        for (const tag of story.newer) expect(cloud.tags.get(tag)).toBe(newer)
      }),
      { numRuns: 200 },
    )
  })
})

describe('an error between two tags', () => {
  it('is told with the digest, and with the tag whose answer was lost', async () => {
    const cloud = cloudWith()
    const ecr = { ...cloud.ports.ecr }
    cloud.ports.ecr.putImage = async (image) => {
      await ecr.putImage(image)
      throw new Error('connection reset')
    }
    const result = await go(cloud, { tags: ['v1.4.0', 'v1', 'latest'] })
    expect(result).toMatchObject({ digest: root.digest, tags: ['v1.4.0'], reason: 'UNEXPECTED', accepted: false })
    expect(result.message).toBe('connection reset')
  })

  it('is told with the tags that were seen last when nobody can say where they are', async () => {
    const cloud = cloudWith()
    cloud.onWrite = (write) => {
      if (!write.startsWith('tag v1 ')) return
      cloud.onCall = () => {
        throw new Error('no connection')
      }
      throw new Error('connection reset')
    }
    expect(await go(cloud, { tags: ['v1.4.0', 'v1'] })).toMatchObject({ tags: ['v1.4.0'], message: 'connection reset' })
  })
})

describe('a job that is cancelled while a tag is given', () => {
  it('tells the tag whose answer was lost', async () => {
    const cloud = cloudWith()
    const job = new AbortController()
    const ecr = { ...cloud.ports.ecr }
    cloud.ports.ecr.putImage = async (image) => {
      await ecr.putImage(image)
      job.abort(new Error('cancelled'))
      throw new Error('connection reset')
    }
    const result = await go(cloud, { tags: ['v1.4.0', 'latest'] }, job.signal)
    expect(result).toMatchObject({ reason: 'cancelled', tags: ['v1.4.0'], accepted: false })
    expect(result.message).toBe(
      'the job was cancelled during promotion; on the digest by then: v1.4.0; run it again to finish it',
    )
  })
})

describe('two jobs that move the same floating tag', () => {
  it('do not say that it is on the image from which the other has taken it meanwhile', async () => {
    const cloud = cloudWith()
    await go(cloud)
    const newer = putRelease(cloud, 'newer', 'v1.5.0')
    cloud.scan = () => {
      cloud.tags.set('latest', newer)
      return complete([])
    }
    const result = await go(cloud)
    expect(result).toMatchObject({ verdict: 'pass', tags: ['v1.4.0'], held: [{ tag: 'latest', by: 'v1.5.0' }] })
  })

  it('leave it on the higher release, whoever is last', async () => {
    const cloud = cloudWith()
    let newer = ''
    cloud.onWrite = (write) => {
      if (!write.startsWith('tag latest')) return
      cloud.onWrite = () => undefined
      newer = putRelease(cloud, 'newer', 'v1.5.0')
    }
    const ecr = { ...cloud.ports.ecr }
    cloud.ports.ecr.image = async (name, reference) => {
      if (newer !== '') cloud.tags.set('latest', newer)
      return ecr.image(name, reference)
    }
    const result = await go(cloud)
    expect(result).toMatchObject({ verdict: 'pass', tags: ['v1.4.0'], held: [{ tag: 'latest', by: 'v1.5.0' }] })
    expect(cloud.tags.get('latest')).toBe(newer)
  })
})

it('has tests that would see a tag before its verdict', () => {
  const cloud = cloudOf({ ...inputsWith(), mutability: 'MUTABLE', older: [], newer: [], passes: true, stage: 'digest' })
  cloud.tags.set('v1.4.0', root.digest)
  killAfter(cloud, 9)
  expect(() => cloud.onWrite('tag latest')).toThrow('a release tag without an accepted verdict')
})
