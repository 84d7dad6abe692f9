import { Failure } from '@slipway/outcome'
import { parseSource } from '@slipway/oci'
import { describe, expect, it } from 'vitest'
import { sampled } from '@slipway/test-support/sampling/sampling'
import {
  addTwoPlatforms,
  noise,
  plainImage,
  setRoots,
  temporaryFolder,
  writeFolder,
  writeTar,
  type Files,
} from '@slipway/test-support/images/layouts'
import { livePorts } from '../src/live.ts'
import type { Result } from '../src/result.ts'
import { run } from '../src/run.ts'
import { enhance, localAws, sha256, speed, type LocalAws } from './local-aws.ts'
import { inputsWith, type InputChanges } from './scene.ts'

const { files, root } = plainImage('app', 1_500_000)
const fast = { scanTimeout: 600_000, scanInterval: 50, settle: 200, quiet: 600 }

async function go(more: InputChanges = {}, signal = new AbortController().signal): Promise<Result> {
  const source = more.source ?? parseSource(`oci-layout:${await writeFolder(files)}`)
  const quiet = (): void => undefined
  const log = { info: quiet, warning: quiet, debug: quiet, group: <T>(_: string, body: () => Promise<T>) => body() }
  const inputs = inputsWith({ ...fast, temp: await temporaryFolder(), ...more, source })
  return run(inputs, { ...livePorts(inputs), log, mask: quiet }, signal)
}

/** What ended a run that could not judge, whether or not the image was known by then. */
async function stopped(run: Promise<Result>): Promise<{ readonly code: string; readonly text: string }> {
  try {
    const { verdict, accepted, reason, message } = await run
    expect([verdict, accepted]).toEqual(['inconclusive', false])
    return { code: reason, text: message }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { code: error.code, text: `${error.message}; ${error.remedy}` }
  }
}

/** What the scanner says of everything in `shop/app`. */
function scanned({ cloud }: LocalAws, ...steps: Parameters<LocalAws['cloud']['scans']['script']>[0]['steps']): void {
  cloud.scans.script({ repository: 'shop/app', steps })
}

const critical = { name: 'CVE-2026-1', severity: 'CRITICAL', package: 'openssl', version: '3.0.1' }
const low = (count: number): { name: string; severity: string }[] =>
  Array.from({ length: count }, (_, i) => ({ name: `CVE-2025-${i}`, severity: 'LOW' }))

describe('against the API', () => {
  it('pushes, gates and promotes the very bytes', async () => {
    const aws = await localAws()
    const result = await go()
    expect(result).toMatchObject({
      verdict: 'pass',
      reason: 'clean',
      image: `${aws.cloud.registryHost}/shop/app@${root.digest}`,
    })
    expect(await aws.tags()).toEqual({ 'v1.4.0': root.digest, latest: root.digest })
    expect(sha256(await aws.manifest('latest'))).toBe(root.digest)
    expect(aws.cloud.violations).toEqual([])
  })

  it('takes an archive too', async () => {
    const aws = await localAws()
    const source = parseSource(`oci-archive:${await writeTar(files)}`)
    expect(await go({ source })).toMatchObject({ verdict: 'pass' })
    expect(await aws.tags()).toMatchObject({ latest: root.digest })
  })

  it('writes nothing when everything is there and promoted', async () => {
    const aws = await localAws()
    await go()
    const before = aws.cloud.timeline.events.length
    expect(await go()).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'] })
    const calls = new Set(aws.calls(before))
    expect([...calls].filter((call) => /Put|Start|Upload|Patch|Complete/.test(call))).toEqual([])
  })

  it('gates a two-platform index on both, and tags the index', async () => {
    const aws = await localAws()
    const two: Files = new Map()
    const index = addTwoPlatforms(two)
    const source = parseSource(`oci-layout:${await writeFolder(setRoots(two, [index]))}`)
    expect(await go({ source })).toMatchObject({ verdict: 'pass', digest: index.digest })
    expect(await aws.tags()).toEqual({ 'v1.4.0': index.digest, latest: index.digest })
  })
})

describe('a gate that does not pass leaves no tag', () => {
  it.for<[string, (aws: LocalAws) => void, Partial<Result>]>([
    [
      'a critical finding',
      (aws) => scanned(aws, { status: 'COMPLETE', findings: [critical] }),
      { verdict: 'fail', reason: 'findings' },
    ],
    [
      'a critical finding on the third page',
      (aws) => scanned(aws, { status: 'COMPLETE', findings: [...low(2400), critical] }),
      {
        verdict: 'fail',
        reason: 'findings',
        message: expect.stringContaining(
          '1 of 2401 findings (1 critical, 2400 low) breaks the rules: CVE-2026-1',
        ) as string,
      },
    ],
    [
      'an unsupported image',
      (aws) => scanned(aws, { status: 'UNSUPPORTED_IMAGE' }),
      { verdict: 'fail', reason: 'unscannable' },
    ],
    [
      'a scan that fails twice',
      (aws) => scanned(aws, { status: 'FAILED' }),
      { verdict: 'fail', reason: 'scan-failed' },
    ],
    [
      'no scan record',
      (aws) => scanned(aws, { error: 'ScanNotFoundException' }),
      { verdict: 'inconclusive', reason: 'scan-timeout' },
    ],
  ])('%s', async ([, setup, expected]) => {
    const aws = await localAws()
    setup(aws)
    const scanTimeout = expected.reason === 'scan-timeout' ? 500 : fast.scanTimeout
    expect(await go({ scanTimeout })).toMatchObject(expected)
    expect(await aws.tags()).toEqual({})
    expect(aws.calls()).not.toContain('ecr PutImage')
  })
})

describe('enhanced scanning', () => {
  it('is not believed while findings grow: none, 1, 73, 97', async () => {
    const aws = await localAws()
    await enhance(aws, 'shop/*')
    scanned(
      aws,
      { error: 'ScanNotFoundException' },
      { status: 'ACTIVE', settled: false, coverage: null },
      { status: 'ACTIVE', findings: low(1), coverage: null },
      { status: 'ACTIVE', findings: low(73), coverage: null },
      { status: 'ACTIVE', findings: [...low(96), critical], coverage: null },
    )
    expect(await go()).toMatchObject({
      verdict: 'fail',
      reason: 'findings',
      gate: { counts: { low: 96, critical: 1 } },
    })
    expect(await aws.tags()).toEqual({})
  })

  it('waits longer on an empty answer without a completion time', async () => {
    const aws = await localAws()
    await enhance(aws, 'shop/*')
    scanned(aws, { status: 'ACTIVE', settled: false, coverage: null })
    const startedAt = Date.now()
    expect(await go()).toMatchObject({ verdict: 'pass', reason: 'clean' })
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(fast.quiet)
  })

  it('and empty is believed sooner when Inspector says that it has looked since the push', async () => {
    const aws = await localAws()
    await enhance(aws, 'shop/*')
    scanned(
      aws,
      { status: 'ACTIVE', coverage: { reason: 'SCAN_IN_PROGRESS' }, forMs: 200 * speed },
      { status: 'ACTIVE', settled: false, coverage: { reason: 'SUCCESSFUL' } },
    )
    // Who waited for `quiet` would be out of time.
    const waits = { settle: 500, quiet: 3_600_000 }
    expect(await go(waits)).toMatchObject({ verdict: 'pass', reason: 'clean' })
  })

  it('knows by Inspector what is likely and what is known to be exploited', async () => {
    const aws = await localAws()
    await enhance(aws, 'shop/*')
    const known = { name: 'CVE-2026-7', severity: 'LOW', package: 'zlib', version: '1.2', epss: 0.9, kev: true }
    scanned(aws, { status: 'ACTIVE', findings: [...low(1), known] })
    const strict = await go({ limits: { epss: 0.5, kev: true } })
    expect(strict).toMatchObject({ verdict: 'fail', reason: 'findings' })
    const [broken, ...others] = strict.gate?.breaking ?? []
    expect([broken?.vulnerability, others]).toEqual(['CVE-2026-7', []])
    expect(broken?.because).toMatch(/EPSS.*exploited/i)
  })

  it('is read without Inspector where the role may not ask it', async () => {
    const aws = await localAws()
    await enhance(aws, 'shop/*')
    aws.cloud.faults.inject({ service: 'inspector2', operation: 'ListCoverage', code: 'AccessDeniedException' })
    expect(await go()).toMatchObject({ verdict: 'pass' })
  })

  it('that matches no filter is refused in a moment, before anything is pushed', async () => {
    const aws = await localAws()
    await enhance(aws, 'other/*')
    expect(await go()).toMatchObject({
      verdict: 'fail',
      reason: 'unscannable',
      message: expect.stringContaining('add a filter'),
    })
    expect(aws.calls().filter((call) => call.startsWith('registry'))).toEqual([])
  })
})

describe('basic scanning by hand', () => {
  it('is started once', async () => {
    const aws = await localAws({ imageScanningConfiguration: { scanOnPush: false } })
    expect(await go()).toMatchObject({ verdict: 'pass' })
    expect(aws.calls().filter((call) => call === 'ecr StartImageScan')).toHaveLength(1)
  })
})

describe('immutable tags', () => {
  it('on another digest stop it before anything is pushed', async () => {
    const aws = await localAws({ imageTagMutability: 'IMMUTABLE' })
    await go()
    const before = aws.cloud.timeline.events.length
    const source = parseSource(`oci-layout:${await writeFolder(plainImage('other').files)}`)
    expect(await go({ source })).toMatchObject({ verdict: 'fail', reason: 'tag-conflict', tags: [] })
    expect(aws.calls(before).filter((call) => call.startsWith('registry'))).toEqual([])
    expect(await aws.tags()).toEqual({ 'v1.4.0': root.digest, latest: root.digest })
  })

  it('on the same digest are fine', async () => {
    const aws = await localAws({ imageTagMutability: 'IMMUTABLE' })
    await go()
    expect(await go()).toMatchObject({ verdict: 'pass' })
    expect(await aws.tags()).toEqual({ 'v1.4.0': root.digest, latest: root.digest })
  })

  it('do not hold what an exclusion filter lets move', async () => {
    const aws = await localAws({
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
    })
    await go()
    const next = plainImage('next')
    const source = parseSource(`oci-layout:${await writeFolder(next.files)}`)
    expect(await go({ source, tags: ['latest', 'v1.5.0'] })).toMatchObject({
      verdict: 'pass',
      tags: ['v1.5.0', 'latest'],
    })
    expect(await aws.tags()).toEqual({ 'v1.4.0': root.digest, 'v1.5.0': next.root.digest, latest: next.root.digest })
  })
})

describe('what goes wrong on the way', () => {
  it('a registry password that expires in the middle of the push is renewed once', async () => {
    const aws = await localAws()
    const stop = aws.cloud.timeline.subscribe((event) => {
      if (event.kind !== 'call' || event.operation !== 'StartUpload') return
      stop()
      aws.cloud.world.ecr.tokens.expireAll()
    })
    expect(await go()).toMatchObject({ verdict: 'pass' })
    expect(aws.calls().filter((call) => call === 'ecr GetAuthorizationToken')).toHaveLength(2)
  })

  it.for([
    ['connections cut', { operation: 'FinishUpload', code: 'RESET' }],
    ['429', { operation: 'FinishUpload', code: 'TOOMANYREQUESTS', status: 429 }],
    ['503 on the manifest', { operation: 'PutManifest', code: 'UNAVAILABLE', status: 503 }],
  ] as const)('%s is tried again', async ([, fault]) => {
    const aws = await localAws()
    aws.cloud.faults.inject({ service: 'registry', times: 2, ...fault })
    expect(await go()).toMatchObject({ verdict: 'pass' })
    expect(await aws.tags()).toMatchObject({ latest: root.digest })
  })

  it('throttling of the scan only costs time', async () => {
    const aws = await localAws()
    aws.cloud.faults.inject({ service: 'ecr', operation: 'DescribeImageScanFindings', code: 'ThrottlingException' })
    expect(await go()).toMatchObject({ verdict: 'pass' })
  })

  // Without a bound an answer that does not come is waited for eight times a minute.
  it.for(['DescribeImageScanFindings', 'StartImageScan'])(
    'AWS that never answers %s does not outlast scan-timeout',
    async (operation) => {
      const aws = await localAws({ imageScanningConfiguration: { scanOnPush: false } })
      aws.cloud.faults.inject({ service: 'ecr', operation, code: 'STALL', times: 'always' })
      const result = await go({ scanTimeout: 1500, scanInterval: 100 })
      expect(result).toMatchObject({ verdict: 'inconclusive', reason: 'scan-timeout', accepted: false })
      expect(await aws.tags()).toEqual({})
    },
  )

  it('AWS that gives no answer has not said that there is no scan record', async () => {
    const aws = await localAws()
    const fault = { service: 'ecr', operation: 'DescribeImageScanFindings', times: 'always' } as const
    aws.cloud.faults.inject({ ...fault, code: 'ThrottlingException' })
    const { message, gate } = await go({ scanTimeout: 1500, scanInterval: 100 })
    expect(message).toMatch(/AWS could not say.*run the step again: AWS gave no answer$/)
    expect(message).not.toContain('candidate-tag')
    expect(gate?.unrecorded).toEqual([])
  })

  it.for([
    'GetAuthorizationToken',
    'DescribeRepositories',
    'DescribeImages',
    'GetRegistryScanningConfiguration',
    'BatchGetRepositoryScanningConfiguration',
    'DescribeImageScanFindings',
    'PutImage',
  ])('a denied %s is named in the remedy, and no tag is given', async (operation) => {
    const aws = await localAws()
    aws.cloud.faults.inject({ service: 'ecr', operation, code: 'AccessDeniedException' })
    const { code, text } = await stopped(go())
    expect([code, text]).toEqual(['AWS_ACCESS_DENIED', expect.stringContaining(`grant ecr:${operation} on`)])
    expect(await aws.tags()).toEqual({})
  })

  it.for([
    ['HeadManifest', 'ecr:BatchGetImage', { operation: 'GetManifest' }],
    ['StartUpload', 'ecr:InitiateLayerUpload', undefined],
    ['FinishUpload', 'ecr:CompleteLayerUpload', undefined],
    ['PutManifest', 'ecr:PutImage', undefined],
  ] as const)('%s that is denied says so in the words of IAM, whole', async ([operation, action, besides]) => {
    const aws = await localAws()
    const fault = { service: 'registry', code: 'DENIED', times: 'always' } as const
    aws.cloud.faults.inject({ ...fault, operation })
    if (besides !== undefined) aws.cloud.faults.inject({ ...fault, ...besides })
    const { code, text } = await stopped(go())
    const { roleArn, region, accountId } = aws.cloud.world
    const arn = `arn:aws:ecr:${region}:${accountId}:repository/shop/app`
    expect(code).toBe('REGISTRY_DENIED')
    expect(text).toContain(
      `User: ${roleArn} is not authorized to perform: ${action} on resource: ${arn} because no identity-based policy allows the ${action} action; ` +
        `grant ${action} on repository shop/app to this role: {"Effect":"Allow","Action":"${action}","Resource":"${arn}"}`,
    )
    expect(await aws.tags()).toEqual({})
  })

  it.for<[string, string, RegExp]>([
    [
      'a quota',
      "The repository with name 'shop/app' in registry with id '123456789012' already has the maximum allowed number of images which is '100000'",
      /lifecycle policy expire .* higher quota/,
    ],
    [
      'a key',
      'KMS key arn:aws:kms:us-east-1:123456789012:key/1 is disabled',
      /KMS key of repository shop\/app is enabled/,
    ],
    [
      'the policy of the repository',
      'User: arn:aws:iam::1:role/x is not authorized to perform: ecr:PutImage on resource: arn:aws:ecr:us-east-1:2:repository/shop/app because no resource-based policy allows the ecr:PutImage action',
      /allow ecr:PutImage on arn\S+ in the policy of the repository itself/,
    ],
  ])('a push that %s stops is advised on by that', async ([, message, advice]) => {
    const aws = await localAws()
    const fault = { service: 'registry', operation: 'PutManifest', code: 'DENIED', times: 'always' } as const
    aws.cloud.faults.inject({ ...fault, message })
    const { code, text } = await stopped(go())
    expect(code).toBe('REGISTRY_DENIED')
    expect(text).toContain(message)
    expect(text).toMatch(advice)
    expect(text).not.toContain('grant ecr:')
  })

  it('a preflight names every right that is missing', async () => {
    const aws = await localAws()
    const denied = [
      ...['DescribeRepositories', 'DescribeImages', 'GetAuthorizationToken', 'BatchCheckLayerAvailability'],
      ...['GetRegistryScanningConfiguration', 'BatchGetRepositoryScanningConfiguration'],
      ...['DescribeImageScanFindings', 'ListImageReferrers'],
    ]
    for (const operation of denied) {
      aws.cloud.faults.inject({ service: 'ecr', operation, code: 'AccessDeniedException', times: 'always' })
    }
    const { code, text } = await stopped(go({ mode: 'preflight' }))
    expect(code).toBe('AWS_ACCESS_DENIED')
    for (const operation of denied) expect(text).toMatch(new RegExp(`grant ecr:${operation} (on|to)`))
  })

  it('a release names every right that it finds missing at once', async () => {
    const aws = await localAws()
    for (const operation of ['GetRegistryScanningConfiguration', 'DescribeImages'])
      aws.cloud.faults.inject({ service: 'ecr', operation, code: 'AccessDeniedException', times: 'always' })
    expect((await stopped(go())).text).toMatch(/ecr:GetRegistryScanningConfiguration.*ecr:DescribeImages/)
  })

  it('expired credentials are called so', async () => {
    const aws = await localAws()
    aws.cloud.faults.inject({ service: 'sts', code: 'ExpiredToken', status: 403 })
    expect(await stopped(go())).toMatchObject({ code: 'AWS_CREDENTIALS_EXPIRED' })
  })

  it('a repository that is not there is named', async () => {
    await localAws()
    expect(await stopped(go({ repository: 'shop/other' }))).toMatchObject({
      code: 'REPOSITORY_MISSING',
      text: /shop\/other/,
    })
  })

  it('a layer that is not what it says is never pushed under its name', async () => {
    const aws = await localAws()
    const damaged = new Map(files)
    for (const [path, { length }] of files) if (length === 1_500_000) damaged.set(path, noise(length, 9))
    const source = parseSource(`oci-layout:${await writeFolder(damaged)}`)
    expect(await stopped(go({ source }))).toMatchObject({ code: 'BLOB_CORRUPT' })
    expect(await aws.tags()).toEqual({})
    expect(aws.calls()).not.toContain('registry PutManifest')
  })
})

describe('a run that is cancelled at any of its calls', () => {
  it('gives no tag before the gate has passed, and the next run finishes it', async () => {
    const quick = { settle: 20, quiet: 40, scanInterval: 10 }
    const undisturbed = await localAws()
    await go(quick)
    const calls = undisturbed.calls()
    expect(calls.length).toBeGreaterThan(15)
    const all = [...calls.keys()].slice(1).map((index) => index + 1)
    const kind = (stop: number): string => calls[stop - 1] ?? ''
    for (const stop of sampled(all, { what: 'cancelled calls of a push', size: 12, kind })) {
      const aws = await localAws()
      const abort = new AbortController()
      aws.cloud.timeline.subscribe((event) => {
        if (event.kind === 'call' && aws.calls().length === stop) abort.abort(new Error('SIGTERM'))
      })
      const first = await go(quick, abort.signal)
      expect(await aws.tags()).toEqual(Object.fromEntries(first.tags.map((tag) => [tag, root.digest])))
      expect(first.tags.length === 0 || first.gate?.verdict === 'pass').toBe(true)
      expect(await go(quick)).toMatchObject({ verdict: 'pass', tags: ['v1.4.0', 'latest'] })
      expect(await aws.tags()).toEqual({ 'v1.4.0': root.digest, latest: root.digest })
    }
  })
})
