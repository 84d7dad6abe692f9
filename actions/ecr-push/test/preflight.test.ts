import { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { report } from '../src/report.ts'
import type { Result } from '../src/result.ts'
import { repositoryOf, uri, type MemoryCloud } from './memory.ts'
import { cloudWith, create, files, go, putImage, putRelease, root, type InputChanges } from './scene.ts'

function look(cloud: MemoryCloud, more: InputChanges = {}): Promise<Result> {
  return go(cloud, { mode: 'preflight', source: undefined, ...more })
}

describe('a preflight', () => {
  it('says what would become of each tag, and writes nothing', async () => {
    const cloud = cloudWith()
    putRelease(cloud, 'before', 'v1.3.0', 'latest')
    const result = await look(cloud)
    expect(result).toMatchObject({ verdict: 'pass', reason: 'ready', accepted: true, digest: '' })
    expect(result.message).toBe('2 tags (1 free, 1 moving); basic scanning, on push')
    expect(report(result).summary).toMatch(/\| `v1.4.0` \| free \|\n\| `latest` \| moves from sha256:[0-9a-f]{12} \|/)
    expect(cloud.writes).toEqual([])
    expect(cloud.now).toBe(1_000_000)
  })

  it('finds an immutable tag that is taken, and names the image that has it', async () => {
    const cloud = cloudWith((one) => (one.repository = repositoryOf('IMMUTABLE_WITH_EXCLUSION', 'latest')))
    const before = putRelease(cloud, 'before', 'v1.4.0', 'latest')
    const result = await look(cloud)
    expect(result).toMatchObject({ verdict: 'fail', reason: 'tag-conflict', digest: before, image: `${uri}@${before}` })
    expect(result.message).toMatch(/; release under another tag than v1\.4\.0, or deploy the image that has it$/)
    expect(result.notes).toEqual([expect.stringContaining('deploy that one, or release another version')])
  })

  it('knows by the source that it is the same image', async () => {
    const cloud = cloudWith((one) => (one.repository = repositoryOf('IMMUTABLE')))
    putImage(cloud, files, root, 'v1.4.0', 'latest')
    const source = { transport: 'registry', repository: 'shop/app', digest: root.digest } as const
    expect(await look(cloud, { source })).toMatchObject({ reason: 'ready', tags: ['v1.4.0', 'latest'] })
  })

  it('finds enhanced scanning that covers nothing', async () => {
    const scanning = { scanType: 'ENHANCED', scanOnPush: false, scanFrequency: 'MANUAL' }
    const cloud = cloudWith((one) => (one.scanning = scanning))
    const result = await look(cloud)
    expect(result).toMatchObject({ verdict: 'fail', reason: 'unscannable' })
    expect(result.message).toContain('add a filter')
  })

  it('warns of a lifecycle policy that may take the candidate away', async () => {
    const selection = { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 1 }
    const policy = JSON.stringify({ rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] })
    const cloud = cloudWith((one) => (one.policy = policy))
    const result = await look(cloud)
    expect(result.reason).toBe('ready')
    expect(report(result).annotations).toMatchObject([{ level: 'warning', message: /^rule 1 .*stage: candidate-tag/ }])
    expect((await look(cloud, { stage: 'candidate-tag' })).notes).toEqual([])
  })

  it('goes without the lifecycle policy where it may not be read', async () => {
    const cloud = cloudWith((one) => (one.onCall = deny('GetLifecyclePolicy')))
    expect(await look(cloud)).toMatchObject({ reason: 'ready' })
    expect(cloud.lines).toContainEqual(expect.stringContaining('the lifecycle policy was not looked at'))
  })

  it('names every right that is missing, at once', async () => {
    const cloud = cloudWith((one) => {
      one.onCall = deny('BatchCheckLayerAvailability', 'DescribeImageScanFindings', 'ListImageReferrers')
    })
    await expect(look(cloud)).rejects.toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      message: /BatchCheckLayerAvailability.*ListImageReferrers.*DescribeImageScanFindings/,
      remedy: /grant ecr:BatchCheckLayerAvailability.*grant ecr:DescribeImageScanFindings/,
    })
  })

  const everything = [
    ...['DescribeRepositories', 'GetAuthorizationToken', 'BatchCheckLayerAvailability', 'DescribeImages'],
    ...['ListImageReferrers', 'GetRegistryScanningConfiguration', 'DescribeImageScanFindings'],
  ]
  it('names every right that is missing, whatever is looked at first', async () => {
    const cloud = cloudWith((one) => (one.onCall = deny(...everything)))
    const { message, remedy } = await look(cloud).then(
      () => expect.unreachable(),
      (error: unknown) => error as Failure,
    )
    for (const call of everything) {
      expect(message.split(`ecr:${call} `)).toHaveLength(2)
      expect(remedy).toContain(`grant ecr:${call} `)
    }
  })

  it.for<[string, InputChanges, readonly string[]]>([
    ['the candidate of a tag of its own', { stage: 'candidate-tag' }, ['BatchGetImage']],
    [
      'an image that is pushed',
      { source: { transport: 'registry', repository: 'shop/app', digest: root.digest } },
      ['BatchGetImage'],
    ],
    ['what is compared with', { newOnly: { kind: 'tag', tag: 'latest' } }, ['BatchGetImage']],
    [
      'the base image',
      { baseImage: { repository: 'base/node', reference: { tag: '24' } }, limits: { layers: 'own' } },
      ['BatchGetImage'],
    ],
    [
      'a lifecycle policy that is asked for',
      { create: { ...create, lifecyclePolicy: 'policy.json' } },
      ['GetLifecyclePolicy'],
    ],
  ])('tries the right to read %s', async ([, more, calls]) => {
    const cloud = cloudWith((one) => (one.onCall = deny(...calls)))
    for (const call of calls) {
      await expect(look(cloud, more)).rejects.toMatchObject({ message: expect.stringContaining(`ecr:${call} `) })
    }
    // Without that it is not needed.
    await look(cloudWith((one) => (one.onCall = deny(...calls))))
  })

  it('tries the right to ask Inspector where scanning is enhanced', async () => {
    const cloud = cloudWith((one) => {
      one.scanning = { scanType: 'ENHANCED', scanOnPush: true, scanFrequency: 'CONTINUOUS_SCAN' }
      one.onCall = deny('ListCoverage', 'DescribeImages')
    })
    await expect(look(cloud)).rejects.toMatchObject({ message: expect.stringMatching(/DescribeImages.*ListCoverage/) })
  })

  it('of a repository that will be made is ready; otherwise it is missing', async () => {
    const cloud = cloudWith((one) => (one.repository = undefined))
    expect(await look(cloud, { create })).toMatchObject({ reason: 'ready', message: /will be made/ })
    expect(cloud.writes).toEqual([])
    await expect(look(cloud)).rejects.toMatchObject({ code: 'REPOSITORY_MISSING', remedy: /create-repository: true/ })
  })

  it('of a repository that will be made, and that the registry will never scan, says so', async () => {
    const cloud = cloudWith((one) => {
      one.repository = undefined
      one.scanning = { scanType: 'ENHANCED', scanOnPush: false, scanFrequency: 'MANUAL' }
    })
    expect(await look(cloud, { create })).toMatchObject({ verdict: 'fail', reason: 'unscannable' })
    expect(await look(cloud, { create, scanner: 'none' })).toMatchObject({ reason: 'ready' })
  })

  it('tells where a repository is not as it was asked for', async () => {
    const { notes } = await look(cloudWith(), { create })
    expect(notes).toContainEqual(
      expect.stringMatching(/^repository shop\/app is left as it is: tag-mutability is MUTABLE/),
    )
  })

  it('looks for the base image, and for what new-only compares with', async () => {
    const baseImage = { repository: 'base/node', reference: { tag: '99' } } as const
    await expect(look(cloudWith(), { limits: { layers: 'own' }, baseImage })).rejects.toMatchObject({
      ...{ code: 'BASE_UNKNOWN', message: /no base image base\/node:99/ },
    })
    const cloud = cloudWith()
    cloud.ports.services.running = async () => {
      throw new Failure('SERVICE_NOT_FOUND', 'there is no service api in cluster prod')
    }
    const newOnly = { kind: 'ecs', cluster: 'prod', service: 'api' } as const
    await expect(look(cloud, { newOnly })).rejects.toMatchObject({ code: 'SERVICE_NOT_FOUND' })
  })

  it('reads the ignore file, and names what is wrong with it', async () => {
    const cloud = cloudWith((one) => one.files.set('ignore.yml', '- id: CVE-1\n  until: tomorrow'))
    await expect(look(cloud, { ignoreFile: 'ignore.yml' })).rejects.toMatchObject({ code: 'IGNORE_INVALID' })
    await expect(look(cloud, { ignoreFile: 'none.yml' })).rejects.toMatchObject({
      ...{ code: 'FILE_UNREADABLE', message: /input ignore-file names none.yml/ },
    })
  })
})

function deny(...calls: readonly string[]): (call: string) => void {
  return (call) => {
    if (!calls.includes(call)) return
    throw new Failure('AWS_ACCESS_DENIED', `ecr:${call} on repository shop/app: access denied`, {
      remedy: `grant ecr:${call} on repository shop/app to this role`,
    })
  }
}
