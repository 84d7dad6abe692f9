import { CreateRepositoryCommand, DescribeRepositoriesCommand, ListImageReferrersCommand } from '@aws-sdk/client-ecr'
import { parseSource } from '@slipway/oci'
import { describe, expect, it } from 'vitest'
import {
  addArtifact,
  addImage,
  addIndex,
  addTwoPlatforms,
  noise,
  plainImage,
  setRoots,
  temporaryFolder,
  writeFolder,
  type Files,
} from '@slipway/test-support/images/layouts'
import { livePorts } from '../src/live.ts'
import type { Result } from '../src/result.ts'
import { run } from '../src/run.ts'
import { enhance, localAws, type LocalAws } from './local-aws.ts'
import { create, inputsWith, type InputChanges } from './scene.ts'

const { files, root } = plainImage('app', 300_000)
const fast = { scanTimeout: 600_000, scanInterval: 50, settle: 200, quiet: 600 }
const critical = { name: 'CVE-2026-1', severity: 'CRITICAL', package: 'openssl', version: '3.0.1' }
const low = { name: 'CVE-2026-2', severity: 'LOW', package: 'zlib', version: '1.2' }

async function go(more: InputChanges = {}, lines: string[] = []): Promise<Result> {
  const source = 'source' in more ? more.source : parseSource(`oci-layout:${await writeFolder(files)}`)
  const quiet = (): void => undefined
  const info = (line: string): void => void lines.push(line)
  const log = { info, warning: info, debug: quiet, group: <T>(_: string, body: () => Promise<T>) => body() }
  const inputs = inputsWith({ ...fast, temp: await temporaryFolder(), ...more, source })
  return run(inputs, { ...livePorts(inputs), log, mask: quiet }, new AbortController().signal)
}

async function referrers({ ecr }: LocalAws, imageDigest: string): Promise<readonly (string | undefined)[]> {
  const command = new ListImageReferrersCommand({ repositoryName: 'shop/app', subjectId: { imageDigest } })
  return ((await ecr.send(command)).referrers ?? []).map(({ annotations }) => annotations?.['slipway.verdict'])
}

describe('an image that is pushed already', () => {
  it('is gated on every platform and promoted as it is, with its attestations', async () => {
    const aws = await localAws()
    const two: Files = new Map()
    const index = addTwoPlatforms(two)
    const layout = parseSource(`oci-layout:${await writeFolder(setRoots(two, [index]))}`)
    await go({ source: layout, tags: ['first'] })
    const before = aws.cloud.timeline.events.length
    const source = parseSource(`registry:${aws.cloud.registryHost}/shop/app@${index.digest}`)
    expect(await go({ source })).toMatchObject({ verdict: 'pass', digest: index.digest, tags: ['v1.4.0', 'latest'] })
    expect(await aws.tags()).toEqual({ first: index.digest, 'v1.4.0': index.digest, latest: index.digest })
    expect(aws.calls(before).filter((call) => /^registry (Start|Finish)?Upload|PutManifest/.test(call))).toEqual([])
  })

  it('is gated without its SOCI index, which holds no files, and rechecked so', async () => {
    const aws = await localAws()
    const type = 'application/vnd.amazon.soci.index.v2+json'
    const platform = { os: 'linux', architecture: 'amd64' }
    const lazy: Files = new Map()
    const app = { ...addImage(lazy, 'lazy', [noise(500)]), platform }
    const soci = addArtifact(lazy, { artifactType: type, config: type, layers: ['application/octet-stream'] })
    const index = addIndex(lazy, [app, { ...soci, platform }])
    const lines: string[] = []
    const source = parseSource(`oci-layout:${await writeFolder(setRoots(lazy, [index]))}`)
    expect(await go({ source, tags: ['v2'] }, lines)).toMatchObject({ verdict: 'pass', digest: index.digest })
    expect(await aws.tags()).toEqual({ v2: index.digest })
    const said = `${soci.digest.slice(0, 19)} is not scanned, it holds no files: ${type}`
    expect(lines).toContain(said)
    const again: string[] = []
    const recheck = { mode: 'recheck', source: undefined, tags: [], targets: [{ kind: 'tag', tag: 'v2' }] } as const
    expect(await go(recheck, again)).toMatchObject({ verdict: 'pass' })
    expect(again).toContain(said)
  })

  it('is not looked for in another registry', async () => {
    await localAws()
    const source = parseSource(`registry:1.dkr.ecr.eu-west-1.amazonaws.com/shop/app@${root.digest}`)
    await expect(go({ source })).rejects.toMatchObject({ code: 'REGISTRY_FOREIGN' })
    await expect(go({ source, mode: 'preflight' })).rejects.toMatchObject({ code: 'REGISTRY_FOREIGN' })
  })
})

it('a subnet from which STS cannot be reached is warned of, and no more', async () => {
  const aws = await localAws()
  aws.cloud.faults.inject({ service: 'sts', code: 'RESET', times: 'always' })
  const lines: string[] = []
  expect(await go({}, lines)).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'] })
  expect(lines.slice(0, 2)).toEqual([
    expect.stringMatching(/^the role and the account are not known: sts:GetCallerIdentity .*the step goes on$/),
    expect.stringMatching(/^from oci-layout:.* to repository shop\/app in us-east-1$/),
  ])
})

describe('a preflight of a repository that is not there', () => {
  const preflight = { mode: 'preflight', source: undefined, repository: 'shop/new' } as const

  it('is ready where it will be made, whatever is asked about its images', async () => {
    await localAws()
    expect(await go({ ...preflight, create })).toMatchObject({ reason: 'ready' })
  })

  it('says so where it will not', async () => {
    await localAws()
    await expect(go(preflight)).rejects.toMatchObject({ code: 'REPOSITORY_MISSING' })
  })

  it('names the rights that are missing, and not what follows from the repository', async () => {
    const aws = await localAws()
    for (const operation of ['DescribeRepositories', 'DescribeImages'])
      aws.cloud.faults.inject({ service: 'ecr', operation, code: 'AccessDeniedException', times: 'always' })
    await expect(go(preflight)).rejects.toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      message: expect.stringMatching(/^ecr:DescribeRepositories [^;]*; ecr:DescribeImages [^;]*$/),
    })
  })
})

describe('the verdict in the registry', () => {
  it('is a referrer of the digest, and no tag beside it', async () => {
    const aws = await localAws({ imageTagMutability: 'IMMUTABLE' })
    const { verdictDigest } = await go()
    expect(verdictDigest).toMatch(/^sha256:/)
    expect(await referrers(aws, root.digest)).toEqual(['pass'])
    expect(Object.keys(await aws.tags()).toSorted()).toEqual(['latest', 'v1.4.0'])
    await go()
    expect(await referrers(aws, root.digest)).toEqual(['pass'])
  })
})

describe('a candidate with a tag of its own', () => {
  it('loses it after the promotion, in an immutable repository', async () => {
    const aws = await localAws({ imageTagMutability: 'IMMUTABLE' })
    expect(await go({ stage: 'candidate-tag' })).toMatchObject({ verdict: 'pass', notes: [] })
    expect(Object.keys(await aws.tags()).toSorted()).toEqual(['latest', 'v1.4.0'])
  })
})

describe('floating tags', () => {
  it('stay on a higher release, whose digest they keep', async () => {
    const aws = await localAws()
    const next = plainImage('next')
    const newer = parseSource(`oci-layout:${await writeFolder(next.files)}`)
    await go({ source: newer, tags: ['v1.5.0', 'v1', 'latest'] })
    const result = await go({ tags: ['v1.4.1', 'v1', 'latest'] })
    expect(result).toMatchObject({ verdict: 'pass', tags: ['v1.4.1'], held: [{ tag: 'v1' }, { tag: 'latest' }] })
    expect(await aws.tags()).toEqual({
      ...{ 'v1.5.0': next.root.digest, v1: next.root.digest, latest: next.root.digest },
      'v1.4.1': root.digest,
    })
  })
})

describe('new-only', () => {
  it('spares what the image that it is compared with has', async () => {
    const aws = await localAws()
    aws.cloud.scans.script({ repository: 'shop/app', steps: [{ status: 'COMPLETE', findings: [critical] }] })
    const limits = { failOn: 'critical' } as const
    const newOnly = { kind: 'digest', digest: root.digest } as const
    expect(await go({ limits })).toMatchObject({ verdict: 'fail' })
    expect(await go({ limits, newOnly })).toMatchObject({ verdict: 'fail' })
    const source = parseSource(`oci-layout:${await writeFolder(plainImage('next').files)}`)
    expect(await go({ limits, source, newOnly })).toMatchObject({
      ...{ verdict: 'pass', reason: 'below-threshold' },
      gate: { spared: [{ finding: { vulnerability: 'CVE-2026-1' } }] },
    })
  })
})

describe('a preflight', () => {
  it('is over after a few calls, finds what is taken, and writes nothing', async () => {
    const aws = await localAws({ imageTagMutability: 'IMMUTABLE' })
    await go({ tags: ['v1.4.0'] })
    const before = aws.cloud.timeline.events.length
    const taken = await go({ mode: 'preflight', source: undefined, tags: ['v1.4.0'] })
    expect(taken).toMatchObject({ verdict: 'fail', reason: 'tag-conflict', digest: root.digest })
    expect(await go({ mode: 'preflight', source: undefined, tags: ['v1.4.1'] })).toMatchObject({ reason: 'ready' })
    expect(aws.calls(before).length).toBeLessThan(40)
    expect(aws.calls(before).filter((call) => /Put|Start|Upload|Create/.test(call))).toEqual([])
  })

  it.for(['BatchCheckLayerAvailability', 'DescribeImageScanFindings', 'ListImageReferrers'])(
    'names the right to %s before the build',
    async (operation) => {
      const aws = await localAws()
      aws.cloud.faults.inject({ service: 'ecr', operation, code: 'AccessDeniedException' })
      await expect(go({ mode: 'preflight', source: undefined })).rejects.toMatchObject({ code: 'AWS_ACCESS_DENIED' })
    },
  )
})

describe('a recheck', () => {
  it('judges a released image by what is known by now, and leaves its tags', async () => {
    const aws = await localAws()
    await enhance(aws, 'shop/*')
    aws.cloud.scans.script({ repository: 'shop/app', steps: [{ status: 'ACTIVE', findings: [low] }] })
    expect(await go()).toMatchObject({ verdict: 'pass' })
    aws.cloud.scans.script({ repository: 'shop/app', steps: [{ status: 'ACTIVE', findings: [low, critical] }] })
    const more = { mode: 'recheck', source: undefined, tags: [], targets: [{ kind: 'tag', tag: 'latest' }] } as const
    expect(await go(more)).toMatchObject({ verdict: 'fail', reason: 'findings', digest: root.digest })
    expect(new Set(await referrers(aws, root.digest))).toEqual(new Set(['pass', 'fail']))
    expect(await aws.tags()).toEqual({ 'v1.4.0': root.digest, latest: root.digest })
  })
})

describe('create-repository', () => {
  const create = {
    tagMutability: 'IMMUTABLE',
    exclusionFilters: ['latest'],
    encryption: undefined,
    scanOnPush: true,
    lifecyclePolicy: '',
  } as const

  it('makes the repository, and releases into it', async () => {
    const aws = await localAws()
    const result = await go({ repository: 'shop/new', create })
    expect(result).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'], notes: [] })
    const { repositories = [] } = await aws.ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['shop/new'] }))
    expect(repositories).toMatchObject([{ imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' }])
  })

  it('leaves one that is there as it is, and tells where it differs', async () => {
    const aws = await localAws()
    await aws.ecr.send(new CreateRepositoryCommand({ repositoryName: 'shop/old' }))
    const { notes } = await go({ repository: 'shop/old', create })
    expect(notes).toContain(
      'repository shop/old is left as it is: tag-mutability is MUTABLE, not IMMUTABLE_WITH_EXCLUSION',
    )
  })
})
