import { describe, expect, it } from 'vitest'
import { complete } from './memory-cloud.ts'
import { repositoryOf } from './memory.ts'
import { cloudWith, critical, files, go, putImage, putRelease, root } from './scene.ts'

const tag = `candidate-${root.digest.slice(7, 23)}`
const staged = { stage: 'candidate-tag' } as const

describe('a candidate with a tag of its own', () => {
  it('has it before the gate, and loses it after the promotion', async () => {
    const cloud = cloudWith()
    const tags: string[][] = []
    cloud.scan = () => {
      tags.push([...cloud.tags.keys()])
      return complete([])
    }
    expect(await go(cloud, staged)).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'], notes: [] })
    expect(tags.flat().every((one) => one === tag)).toBe(true)
    expect([...cloud.tags.keys()]).toEqual(['v1.4.0', 'latest'])
  })

  it('is found by the next run, in a repository whose tags never move', async () => {
    const cloud = cloudWith((one) => {
      one.repository = repositoryOf('IMMUTABLE')
      one.onCall = (call) => {
        if (call === 'DescribeImageScanFindings') throw new Error('killed')
      }
    })
    expect(await go(cloud, staged)).toMatchObject({ reason: 'UNEXPECTED', tags: [] })
    expect([...cloud.tags.keys()]).toEqual([tag])
    cloud.onCall = () => undefined
    expect(await go(cloud, staged)).toMatchObject({ verdict: 'pass' })
    expect([...cloud.tags.keys()]).toEqual(['v1.4.0', 'latest'])
  })

  it('keeps it when it is refused: ECR would delete the image with it', async () => {
    const cloud = cloudWith((one) => (one.scan = () => complete([critical])))
    const { tags, notes } = await go(cloud, staged)
    expect(tags).toEqual([])
    expect(notes).toEqual([expect.stringMatching(/^tag candidate-.* stays: it is the image's only tag/)])
    expect(cloud.manifests.has(root.digest)).toBe(true)
  })

  it('loses it when it is refused, and another tag keeps the image', async () => {
    const cloud = cloudWith((one) => {
      putImage(one, files, root, 'v1.3.9')
      one.scan = () => complete([critical])
    })
    expect(await go(cloud, staged)).toMatchObject({ verdict: 'fail', notes: [] })
    expect([...cloud.tags.keys()]).toEqual(['v1.3.9'])
  })

  it('is refused when its tag is on something else', async () => {
    const cloud = cloudWith((one) => (one.repository = repositoryOf('IMMUTABLE')))
    putRelease(cloud, 'another', tag)
    expect(await go(cloud, staged)).toMatchObject({ reason: 'TAG_MOVED', tags: [] })
  })

  it('that cannot lose it says so, and is a release all the same', async () => {
    const cloud = cloudWith((one) => {
      one.onWrite = (write) => {
        if (write.startsWith('untag')) throw new Error('no connection')
      }
    })
    const { accepted, notes } = await go(cloud, staged)
    expect([accepted, notes]).toEqual([true, [`the tag ${tag} could not be taken away: no connection`]])
  })
})

describe('a candidate without a tag', () => {
  it('that gets no scan record in time is told of candidate-tag', async () => {
    const cloud = cloudWith((one) => (one.scan = () => ({ kind: 'missing', what: 'scan' })))
    const { reason, message } = await go(cloud)
    expect(reason).toBe('scan-timeout')
    expect(message).toContain('set stage: candidate-tag')
    const tagged = await go(cloud, staged)
    expect(tagged.message).not.toContain('candidate-tag')
  })
})
