import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import type { LocalCloud, SeenRequest } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOptions } from '@slipway/test-support/cloud/client-options'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { sampled } from '@slipway/test-support/sampling/sampling'
import { runProcess, type Ended } from './bundle-process.ts'
import { writeImage, writeIndex, type WrittenImage } from './images.ts'
import { registryReader, type RegistryReader } from './registry-reader.ts'

interface Kill {
  /** Counted from 1, over the requests of one run. */
  readonly request: number
  readonly when: 'before' | 'after'
}

/** How many of the kills around the requests of one release `test` tries. */
const killsTried = 12

/** A cloud for one run at a time, so that every request is that run's. */
interface Place {
  readonly cloud: LocalCloud
  readonly ecr: ECRClient
  readonly reader: RegistryReader
}

interface Release extends Ended {
  readonly requests: readonly SeenRequest[]
}

const releaseTags = ['latest', 'v1', 'v1.4', 'v1.4.0']
/** Less than lies between any two looks: how many are made is not for the clock to say. */
const noTime = { settle: '1ms', quiet: '1ms' }
const inputs = { tags: releaseTags.join(','), 'scan-interval': '40ms', ...noTime }

let folder = ''
let index: WrittenImage
let plain: WrittenImage
/** What the test at hand releases. */
let image: WrittenImage
const places: Place[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interrupted-'))
  index = await writeIndex(join(folder, 'index'))
  plain = await writeImage(join(folder, 'plain'))
  for (let count = 0; count < 3; count += 1) {
    const cloud = await startLocalCloud({ speed: 200 })
    // By looks, not by time: every run then makes the same requests, however slow it is.
    cloud.scans.script({ steps: [{ status: 'PENDING' }, { status: 'IN_PROGRESS' }, { status: 'COMPLETE' }] })
    places.push({ cloud, ecr: new ECRClient(clientOptions(cloud)), reader: await registryReader(cloud) })
  }
})
afterAll(async () => {
  for (const { cloud } of places) await cloud.stop()
  await rm(folder, { recursive: true, force: true })
})

async function release({ cloud }: Place, repository: string, kill?: Kill, more = {}): Promise<Release> {
  const requests: SeenRequest[] = []
  let child: ChildProcess | undefined
  const unwatch = cloud.watch({
    before(request) {
      requests.push(request)
      if (kill?.when !== 'before' || requests.length !== kill.request) return
      child?.kill('SIGKILL')
      return 'drop'
    },
    after() {
      if (kill?.when !== 'after' || requests.length < kill.request) return
      child?.kill('SIGKILL')
      return 'drop'
    },
  })
  try {
    const source = `oci-layout:${image.folder}`
    const started = (one: ChildProcess): void => void (child = one)
    const ended = await runProcess(cloud, { inputs: { ...inputs, ...more, source, repository }, started })
    return { ...ended, requests }
  } finally {
    unwatch()
  }
}

/** Several places, one run at a time on each: most of a run is waiting. */
async function onPlaces<T>(items: readonly T[], work: (item: T, place: Place) => Promise<void>): Promise<void> {
  const left = [...items]
  const worker = async (place: Place): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item, place)
  }
  await Promise.all(places.map(worker))
}

async function create({ ecr }: Place, repository: string): Promise<string> {
  const imageScanningConfiguration = { scanOnPush: true }
  const exclusions = ['latest', 'v1', 'v1.4', 'candidate-*']
  await ecr.send(
    new CreateRepositoryCommand({
      repositoryName: repository,
      imageScanningConfiguration,
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: exclusions.map((filter) => ({ filter, filterType: 'WILDCARD' as const })),
    }),
  )
  return repository
}

/** A release tag is there only with a verdict that passed, attached to the digest. */
async function expectGated({ reader }: Place, repository: string): Promise<void> {
  const tags = Object.entries(await reader.tags(repository)).filter(([tag]) => releaseTags.includes(tag))
  for (const [tag, digest] of tags) {
    expect(digest, tag).toBe(image.digest)
    const verdicts = await reader.referrers(repository, digest)
    const statements = verdicts.map(({ annotations }) => JSON.stringify(annotations))
    expect(
      statements.some((text) => text.includes('pass')),
      `${tag} without a verdict: ${statements.join()}`,
    ).toBe(true)
  }
}

describe.each([
  ['of an index by digest', (): WrittenImage => index, {}],
  ['of an image under a candidate tag', (): WrittenImage => plain, { stage: 'candidate-tag' }],
] as const)('a push and promotion %s that is killed', (name, released, more) => {
  it('before or after any of its requests is finished by one run more', async () => {
    const [first] = places
    if (first === undefined) throw new Error('no place')
    image = released()
    const prefix = name.replaceAll(' ', '-')
    const undisturbed = await create(first, `${prefix}/undisturbed`)
    const whole = await release(first, undisturbed, undefined, more)
    expect(whole.code, whole.log).toBe(0)
    const wanted = Object.fromEntries(releaseTags.map((tag) => [tag, image.digest]))
    expect(await first.reader.tags(undisturbed)).toEqual(wanted)
    const count = whole.requests.length
    expect(whole.requests.filter(({ changes }) => changes).length).toBeGreaterThan(10)
    const all = Array.from({ length: count }, (_, index) => index + 1).flatMap((request) =>
      (['before', 'after'] as const).map((when): Kill => ({ request, when })),
    )
    const operation = ({ request }: Kill): string => whole.requests[request - 1]?.operation ?? ''
    const kills = sampled(all, { what: `kills of a push ${name}`, size: killsTried, kind: operation })
    await onPlaces(kills, async (kill, place) => {
      const repository = await create(place, `${prefix}/${kill.when}-${kill.request}`)
      const cut = await release(place, repository, kill, more)
      expect(cut.signal, `${repository}: ${cut.requests.length} requests\n${cut.log}`).toBe('SIGKILL')
      await expectGated(place, repository)
      const finished = await release(place, repository, undefined, more)
      const where = `${repository}\n${finished.log}`
      expect(finished.code, where).toBe(0)
      expect(await place.reader.tags(repository), where).toEqual(wanted)
      await expectGated(place, repository)
      const essence = ({ digest, tags, verdict, reason }: Ended['outputs']): unknown => ({
        digest,
        tags,
        verdict,
        reason,
      })
      expect(essence(finished.outputs), where).toEqual(essence(whole.outputs))
    })
  })
})

describe('a job that is cancelled', () => {
  beforeAll(() => void (image = index))

  it.for([
    ['while a blob is sent', 'registry', 'FinishUpload'],
    ['while the scan is waited for', 'ecr', 'DescribeImageScanFindings'],
    ['before the first tag is given', 'registry', 'PutManifest'],
  ] as const)('%s ends at once, inconclusive, and gives no release tag', async ([, service, operation]) => {
    const [place] = places
    if (place === undefined) throw new Error('no place')
    const repository = await create(place, `cancelled/${operation.toLowerCase()}`)
    let child: ChildProcess | undefined
    let isCancelled = false
    const unwatch = place.cloud.watch({
      async before(request) {
        if (request.service !== service || request.operation !== operation || isCancelled) return
        isCancelled = true
        child?.kill('SIGINT')
        // No answer comes: a run that waited for one would never end.
        if (child !== undefined) await once(child, 'exit')
        return 'drop'
      },
    })
    try {
      const source = `oci-layout:${image.folder}`
      const started = (one: ChildProcess): void => void (child = one)
      const ended = await runProcess(place.cloud, { inputs: { ...inputs, source, repository }, started })
      expect(ended.outputs, ended.log).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
      expect(ended.code).toBe(1)
      expect(await place.reader.tags(repository)).toEqual({})
    } finally {
      unwatch()
    }
  })

  it('before main could say that it had begun has nothing done by post', async () => {
    const [place] = places
    if (place === undefined) throw new Error('no place')
    const repository = await create(place, 'cancelled/early')
    const inputsOfStep = { ...inputs, source: `oci-layout:${image.folder}`, repository }
    const post = await runProcess(place.cloud, { inputs: inputsOfStep, program: 'post.js' })
    expect(post.code, post.log).toBe(0)
    expect(await place.reader.tags(repository)).toEqual({})
    expect(await place.reader.manifest(repository, image.digest)).toBeUndefined()
  })
})
