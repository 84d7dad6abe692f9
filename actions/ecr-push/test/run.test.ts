import { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { addTwoPlatforms, setRoots, type Files } from '@slipway/test-support/images/layouts'
import { report } from '../src/report.ts'
import type { Result } from '../src/result.ts'
import { complete } from './memory-cloud.ts'
import { repositoryOf, uri, type MemoryCloud } from './memory.ts'
import { cloudWith, critical, files, finding, go, low, putImage, putRelease, root } from './scene.ts'

describe('a candidate that passes', () => {
  it('is pushed by digest, scanned, and only then tagged, specific tags first', async () => {
    const cloud = cloudWith()
    const result = await go(cloud)
    expect(result).toMatchObject({
      verdict: 'pass',
      reason: 'clean',
      image: `${uri}@${root.digest}`,
      tags: ['v1.4.0', 'latest'],
    })
    expect(cloud.writes.map((line) => line.split(' ')[0])).toEqual([
      'blob',
      'blob',
      'blob',
      'manifest',
      'blob',
      'blob',
      'verdict',
      'tag',
      'tag',
    ])
    expect([...cloud.tags]).toEqual([
      ['v1.4.0', root.digest],
      ['latest', root.digest],
    ])
  })

  it('says who it is and where it acts before anything else', async () => {
    const cloud = cloudWith()
    await go(cloud)
    expect(cloud.lines.slice(0, 2)).toEqual([
      'as arn:aws:sts::123456789012:assumed-role/ci/x',
      'from oci-layout:out to repository shop/app of account 123456789012 in eu-west-1',
    ])
  })

  it('may have findings below the threshold', async () => {
    const result = await go(cloudWith((cloud) => (cloud.scan = () => complete([low]))))
    expect(result).toMatchObject({
      verdict: 'pass',
      reason: 'below-threshold',
      message: 'no finding breaks the rules (critical or worse): 1 low',
    })
  })

  it('is not written again: a second run only looks', async () => {
    const cloud = cloudWith()
    await go(cloud)
    const before = cloud.writes.length
    expect(await go(cloud)).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'] })
    expect(cloud.writes).toHaveLength(before)
  })

  it('hides the password as soon as it has it', async () => {
    const cloud = cloudWith()
    await go(cloud)
    expect([...new Set(cloud.masked)]).toEqual([Buffer.from('AWS:hunter2').toString('base64'), 'hunter2'])
    expect(cloud.lines.join('\n')).not.toContain('hunter2')
  })
})

describe('a candidate that fails', () => {
  it.for<[string, (cloud: MemoryCloud) => void, Partial<Result>]>([
    [
      'has a critical finding',
      (cloud) => (cloud.scan = () => complete([critical, low])),
      { verdict: 'fail', reason: 'findings' },
    ],
    [
      'has findings that come late',
      (cloud) => (cloud.scan = (_, at) => complete(at < 12_000 ? [] : at < 30_000 ? [low] : [low, critical])),
      { verdict: 'fail', reason: 'findings' },
    ],
    [
      'cannot be scanned',
      (cloud) =>
        (cloud.scan = () => ({ kind: 'scan', status: 'UNSUPPORTED_IMAGE', description: 'no OS', findings: [] })),
      { verdict: 'fail', reason: 'unscannable' },
    ],
    [
      'has a scan that fails twice',
      (cloud) => (cloud.scan = () => ({ kind: 'scan', status: 'FAILED', description: '', findings: [] })),
      { verdict: 'fail', reason: 'scan-failed' },
    ],
    [
      'is never scanned in time',
      (cloud) => (cloud.scan = () => ({ kind: 'missing', what: 'scan' })),
      { verdict: 'inconclusive', reason: 'scan-timeout' },
    ],
    [
      'has findings that never stop growing',
      (cloud) => (cloud.scan = (_, at) => complete([finding(`CVE-${at}`, 'LOW')])),
      { verdict: 'inconclusive', reason: 'scan-timeout' },
    ],
  ])('%s: no tag is given', async ([, setup, expected]) => {
    const cloud = cloudWith(setup)
    const result = await go(cloud)
    expect(result).toMatchObject({ ...expected, tags: [] })
    expect([...cloud.tags]).toEqual([])
    expect(cloud.manifests.has(root.digest)).toBe(true)
    expect(report(result).failure).toContain(`(${expected.reason})`)
  })

  it.for<[string, (cloud: MemoryCloud) => void, string]>([
    [
      'enhanced scanning that matches nothing',
      (cloud) => (cloud.scanning = { scanType: 'ENHANCED', scanOnPush: false, scanFrequency: 'MANUAL' }),
      'unscannable',
    ],
    [
      'an immutable tag on another digest',
      (cloud) => {
        cloud.repository = repositoryOf('IMMUTABLE')
        putRelease(cloud, 'before', 'v1.4.0')
      },
      'tag-conflict',
    ],
  ])('%s is refused before anything is pushed', async ([, setup, reason]) => {
    const cloud = cloudWith(setup)
    expect(await go(cloud)).toMatchObject({ verdict: 'fail', reason, tags: [] })
    expect(cloud.writes).toEqual([])
  })

  it('names both digests of a conflict', async () => {
    const cloud = cloudWith((one) => (one.repository = repositoryOf('IMMUTABLE')))
    const before = putRelease(cloud, 'before', 'v1.4.0')
    const { message } = await go(cloud)
    expect(message).toContain(before)
    expect(message).toContain(root.digest)
    expect(message).toMatch(/; release under another tag than v1\.4\.0, or deploy the image that has it$/)
  })
})

describe('tags', () => {
  it('that are immutable and on the digest already are fine', async () => {
    const cloud = cloudWith((one) => {
      one.repository = repositoryOf('IMMUTABLE')
      putImage(one, files, root, 'v1.4.0')
    })
    expect(await go(cloud)).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'] })
  })

  it('that are on a digest which fails by now are said to be on it', async () => {
    const cloud = cloudWith((one) => {
      putImage(one, files, root, 'v1.4.0')
      one.scan = () => complete([critical])
    })
    const result = await go(cloud)
    expect(result).toMatchObject({ verdict: 'fail', reason: 'findings', tags: ['v1.4.0'] })
    expect(report(result).outputs['tags']).toBe('v1.4.0')
  })

  it('that were on the digest before are named when the promotion is stopped', async () => {
    const abort = new AbortController()
    const cloud = cloudWith((one) => {
      putImage(one, files, root, 'v1')
      one.onWrite = (line) => void (line.startsWith('tag') && abort.abort(new Error('SIGTERM')))
    })
    const result = await go(cloud, { tags: ['v1', 'latest', 'v1.4.0'] }, abort.signal)
    expect(result).toMatchObject({ reason: 'cancelled', tags: ['v1.4.0', 'v1'] })
  })

  it('that an exclusion filter lets move are moved', async () => {
    const cloud = cloudWith((one) => {
      one.repository = repositoryOf('IMMUTABLE_WITH_EXCLUSION', 'lat*')
      putRelease(one, 'before', 'latest')
    })
    expect(await go(cloud)).toMatchObject({ verdict: 'pass' })
    expect(cloud.tags.get('latest')).toBe(root.digest)
  })

  it('taken by another job during the gate are a conflict, not a success', async () => {
    const cloud = cloudWith((one) => (one.repository = repositoryOf('IMMUTABLE')))
    cloud.scan = () => {
      putRelease(cloud, 'another', 'v1.4.0')
      return complete([])
    }
    const result = await go(cloud)
    expect(result).toMatchObject({ verdict: 'fail', reason: 'tag-conflict', tags: [] })
    expect(result.message).toMatch(/; release under another tag than v1\.4\.0/)
    expect(cloud.writes.filter((line) => line.startsWith('tag'))).toEqual([])
  })

  it('taken at the very moment are told with what to do', async () => {
    const cloud = cloudWith((one) => (one.repository = repositoryOf('IMMUTABLE')))
    cloud.onCall = (call) => void (call === 'PutImage' && putRelease(cloud, 'another', 'latest', 'v1.4.0'))
    const { reason, message } = await go(cloud, { tags: ['latest'] })
    expect(reason).toBe('tag-conflict')
    expect(message).toMatch(/; to let latest move, exclude it from/)
  })

  it('that do not stay where they were put are an error', async () => {
    const cloud = cloudWith()
    cloud.ports.ecr.putImage = async () => 'tagged'
    expect(await go(cloud)).toMatchObject({ verdict: 'inconclusive', reason: 'TAG_MOVED', accepted: false, tags: [] })
  })
})

describe('scanning by hand', () => {
  it('is started once and then waited for', async () => {
    let started = 0
    const cloud = cloudWith((one) => {
      one.scanning = { scanType: 'BASIC', scanOnPush: false, scanFrequency: 'MANUAL' }
      one.start = () => {
        started = one.now
        return 'started'
      }
      one.scan = () => (started > 0 && one.now - started > 3000 ? complete([]) : { kind: 'missing', what: 'scan' })
    })
    expect(await go(cloud)).toMatchObject({ verdict: 'pass' })
    expect(cloud.writes.filter((line) => line.startsWith('scan'))).toHaveLength(1)
  })
})

describe('an index', () => {
  it('is gated by the union of its platforms and tagged as a whole', async () => {
    const two: Files = new Map()
    const index = addTwoPlatforms(two)
    const cloud = cloudWith(undefined, setRoots(two, [index]))
    const looked = new Set<string>()
    cloud.scan = (digest) => {
      looked.add(digest)
      return complete([])
    }
    expect(await go(cloud)).toMatchObject({ verdict: 'pass', digest: index.digest })
    expect(looked.size).toBe(2)
    expect(looked.has(index.digest)).toBe(false)
    expect(cloud.tags.get('latest')).toBe(index.digest)
  })

  it('fails by one platform, which is named', async () => {
    const two: Files = new Map()
    const cloud = cloudWith(undefined, setRoots(two, [addTwoPlatforms(two)]))
    let amd: string | undefined
    cloud.scan = (digest) => {
      amd ??= digest
      return complete(digest === amd ? [] : [critical])
    }
    const result = await go(cloud)
    expect(result).toMatchObject({ verdict: 'fail', reason: 'findings' })
    expect(report(result).summary).toMatch(/CVE-2026-1.*critical.*openssl 3\.0\.1.*3\.0\.2.*linux\/arm64\/v8/)
  })
})

describe('being stopped', () => {
  it('while scans are waited for: inconclusive, no tag', async () => {
    const abort = new AbortController()
    const cloud = cloudWith((one) => {
      one.scan = (_, at) => {
        if (at >= 10_000) abort.abort(new Error('SIGINT'))
        return { kind: 'missing', what: 'scan' }
      }
    })
    expect(await go(cloud, {}, abort.signal)).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled', tags: [] })
    expect([...cloud.tags]).toEqual([])
  })

  it('between two tags: the tags given so far are named, and the next run gives the rest', async () => {
    const abort = new AbortController()
    const cloud = cloudWith(
      (one) => (one.onWrite = (line) => void (line.startsWith('tag') && abort.abort(new Error('SIGTERM')))),
    )
    expect(await go(cloud, {}, abort.signal)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'cancelled',
      tags: ['v1.4.0'],
    })
    cloud.onWrite = () => undefined
    expect(await go(cloud)).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'] })
  })
})

describe('what AWS refuses', () => {
  it('a repository that is not there is named, with how to make it', async () => {
    const cloud = cloudWith((one) => (one.repository = undefined))
    await expect(go(cloud)).rejects.toMatchObject({ code: 'REPOSITORY_MISSING', remedy: /create-repository/ })
    expect(cloud.writes).toEqual([])
  })

  it('a repository that ECR makes at the push is judged by what it is like then', async () => {
    const cloud = cloudWith((one) => {
      one.repository = undefined
      one.template = repositoryOf('IMMUTABLE')
    })
    expect(await go(cloud)).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'] })
    expect(cloud.lines).toContainEqual(expect.stringContaining('by the template shop'))
    const unwatched = cloudWith((one) => {
      one.repository = undefined
      one.template = repositoryOf('IMMUTABLE')
      one.scanning = { scanType: 'ENHANCED', scanOnPush: false, scanFrequency: 'MANUAL' }
    })
    expect(await go(unwatched)).toMatchObject({ verdict: 'fail', reason: 'unscannable', tags: [] })
  })

  it('throttling while a scan is waited for only costs time', async () => {
    const cloud = cloudWith((one) => {
      one.scan = (_, at) => {
        if (at < 20_000) throw new Failure('AWS_THROTTLED', 'still throttled')
        return complete([])
      }
    })
    expect(await go(cloud)).toMatchObject({ verdict: 'pass' })
  })

  it('access denied ends it at once, without a tag', async () => {
    const cloud = cloudWith((one) => {
      one.scan = () => {
        throw new Failure('AWS_ACCESS_DENIED', 'access denied')
      }
    })
    expect(await go(cloud)).toMatchObject({ reason: 'AWS_ACCESS_DENIED', digest: root.digest, accepted: false })
    expect([...cloud.tags]).toEqual([])
  })
})
