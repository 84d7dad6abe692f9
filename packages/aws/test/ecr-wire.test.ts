import { describe, expect, it } from 'vitest'
import { createEcr } from '../src/ecr.ts'
import { startWire } from './wire.ts'

const digest = `sha256:${'a'.repeat(64)}`

describe('referrers', () => {
  it('come from all pages, of the type that is asked for', async () => {
    const page = (n: number): object => ({
      digest: `sha256:${n}`,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'verdict',
      size: n,
      ...(n === 1 ? { annotations: { a: 'b' } } : {}),
    })
    const wire = await startWire((_, { nextToken }) =>
      nextToken === undefined
        ? { body: { referrers: [page(1)], nextToken: 't' } }
        : { body: { referrers: [page(2)], nextToken: null } },
    )
    expect(await createEcr().referrers('shop/app', digest, 'verdict')).toEqual([
      { digest: 'sha256:1', artifactType: 'verdict', size: 1, annotations: { a: 'b' } },
      { digest: 'sha256:2', artifactType: 'verdict', size: 2, annotations: {} },
    ])
    const asked = {
      repositoryName: 'shop/app',
      subjectId: { imageDigest: digest },
      maxResults: 50,
      filter: { artifactTypes: ['verdict'] },
    }
    expect(wire.calls.map(({ input }) => input)).toEqual([asked, { ...asked, nextToken: 't' }])
  })

  it.for(['ImageNotFoundException', 'RepositoryNotFoundException'])('are none on %s', async (code) => {
    await startWire(() => ({ code }))
    expect(await createEcr().referrers('shop/app', digest)).toEqual([])
  })

  it('whose pages do not end are an error, not a hang', async () => {
    await startWire(() => ({ body: { referrers: [], nextToken: 'again' } }))
    await expect(createEcr().referrers('shop/app', digest)).rejects.toThrow('do not end')
  })

  it('that may not be listed name the permission that IAM knows', async () => {
    await startWire(() => ({ code: 'AccessDeniedException' }))
    await expect(createEcr().referrers('shop/app', digest)).rejects.toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      remedy: expect.stringContaining(
        '{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:*:*:repository/shop/app"}',
      ),
    })
  })
})

it('blobs are asked for a hundred at a time, each once, and an archived one is not there', async () => {
  const digests = Array.from({ length: 250 }, (_, i) => `sha256:${i}`)
  const wire = await startWire((_, input) => {
    const asked = input['layerDigests'] as readonly string[]
    const state = (n: number): string => (n === 7 ? 'ARCHIVED' : n === 8 ? 'UNAVAILABLE' : 'AVAILABLE')
    const layers = asked.map((layerDigest) => ({ layerDigest, layerAvailability: state(Number(layerDigest.slice(7))) }))
    const [failed] = layers.splice(9, 1)
    return { body: { layers, failures: [{ layerDigest: failed?.layerDigest, failureCode: 'MissingLayerDigest' }] } }
  })
  const there = await createEcr().blobsThere('shop/app', [...digests, 'sha256:0'])
  expect(wire.calls.map(({ input }) => (input['layerDigests'] as readonly string[]).length)).toEqual([100, 100, 50])
  expect(digests.filter((one) => !there.has(one)).map((one) => one.slice(7))).toEqual(['7', '8', '9', '109', '209'])
})

it('of a repository that is not there no blob is', async () => {
  await startWire(() => ({ code: 'RepositoryNotFoundException' }))
  expect(await createEcr().blobsThere('shop/app', [digest])).toEqual(new Set())
})

it('an image tells its tags, when it was pushed and whether it is archived', async () => {
  const detail = {
    imageDigest: digest,
    imageTags: ['v1', 'latest'],
    imagePushedAt: 1_700_000_000.5,
    imageManifestMediaType: 'application/x',
    imageStatus: 'ARCHIVED',
  }
  const wire = await startWire(() => ({ body: { imageDetails: [detail] } }))
  expect(await createEcr().image('shop/app', { tag: 'v1' })).toEqual({
    digest,
    tags: ['v1', 'latest'],
    pushedAt: 1_700_000_000_500,
    mediaType: 'application/x',
    status: 'ARCHIVED',
  })
  await createEcr().image('shop/app', { digest })
  expect(wire.calls.map(({ input }) => input['imageIds'])).toEqual([[{ imageTag: 'v1' }], [{ imageDigest: digest }]])
})

describe('taking a tag away', () => {
  const described = (...imageTags: string[]): object => ({ imageDetails: [{ imageDigest: digest, imageTags }] })
  it.for([
    ['beside another', described('candidate', 'v1'), {}, 'untagged', 2],
    ['that is the last one', described('candidate'), {}, 'last-tag', 1],
    ['that is nowhere', { imageDetails: [] }, {}, 'not-there', 1],
    ['that went meanwhile', described('candidate', 'v1'), { failureCode: 'ImageNotFound' }, 'not-there', 2],
    [
      'of a child of an index',
      described('candidate', 'v1'),
      { failureCode: 'ImageReferencedByManifestList' },
      'referenced',
      2,
    ],
  ] as const)('%s', async ([, images, failure, outcome, calls]) => {
    const failures = 'failureCode' in failure ? [failure] : []
    const wire = await startWire((operation) => ({ body: operation === 'DescribeImages' ? images : { failures } }))
    expect(await createEcr().untag('shop/app', 'candidate')).toBe(outcome)
    const asked = { repositoryName: 'shop/app', imageIds: [{ imageTag: 'candidate' }] }
    const both = [
      { operation: 'DescribeImages', input: asked },
      { operation: 'BatchDeleteImage', input: asked },
    ]
    expect(wire.calls).toEqual(both.slice(0, calls))
  })

  it('that ECR refuses otherwise is a failure', async () => {
    const failures = [{ imageId: { imageTag: 'candidate' }, failureCode: 'KmsError', failureReason: 'disabled' }]
    await startWire((operation) => ({
      body: operation === 'DescribeImages' ? described('candidate', 'v1') : { failures },
    }))
    await expect(createEcr().untag('shop/app', 'candidate')).rejects.toThrow(/KmsError for candidate \(disabled\)/)
  })
})

it('an account setting', async () => {
  const wire = await startWire(() => ({ body: { name: 'BLOB_MOUNTING', value: 'ENABLED' } }))
  expect(await createEcr().accountSetting('BLOB_MOUNTING')).toBe('ENABLED')
  expect(wire.calls[0]).toEqual({ operation: 'GetAccountSetting', input: { name: 'BLOB_MOUNTING' } })
})

describe('a lifecycle policy', () => {
  it('is text, read and put as it is', async () => {
    const policy = '{ "rules": [] }\n'
    const wire = await startWire((operation) => ({
      body: operation === 'GetLifecyclePolicy' ? { lifecyclePolicyText: policy } : {},
    }))
    expect(await createEcr().lifecyclePolicy('shop/app')).toBe(policy)
    await createEcr().putLifecyclePolicy('shop/app', policy)
    expect(wire.calls[1]?.input).toEqual({ repositoryName: 'shop/app', lifecyclePolicyText: policy })
  })

  it.for(['LifecyclePolicyNotFoundException', 'RepositoryNotFoundException'])('is absent on %s', async (code) => {
    await startWire(() => ({ code }))
    expect(await createEcr().lifecyclePolicy('shop/app')).toBeUndefined()
  })
})

describe('a new repository', () => {
  const repository = {
    repositoryArn: 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/app',
    repositoryUri: 'host/shop/app',
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'KMS', kmsKey: 'arn:key' },
  }

  it('is made with all that is asked for', async () => {
    const wire = await startWire(() => ({ body: { repository } }))
    const asked = {
      name: 'shop/app',
      tagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      exclusionFilters: ['dev-*'],
      encryption: { type: 'KMS', key: 'arn:key' },
      scanOnPush: false,
    }
    expect(await createEcr().createRepository(asked)).toEqual({
      ...asked,
      uri: 'host/shop/app',
      arn: repository.repositoryArn,
    })
    const { repositoryArn: _, repositoryUri: __, ...sent } = repository
    expect(wire.calls[0]?.input).toEqual({ repositoryName: 'shop/app', ...sent })
  })

  it('is sent nothing that nobody asked for', async () => {
    const wire = await startWire(() => ({ body: { repository } }))
    await createEcr().createRepository({ name: 'shop/app' })
    expect(wire.calls[0]?.input).toEqual({ repositoryName: 'shop/app' })
  })

  it('that is there by now is no error', async () => {
    await startWire(() => ({ code: 'RepositoryAlreadyExistsException' }))
    expect(await createEcr().createRepository({ name: 'shop/app' })).toBeUndefined()
  })

  it.for([
    ['by the longest prefix', 'shop/team/app', 'shop/team'],
    ['by a shorter one', 'shop/app', 'shop'],
    ['by ROOT, where nothing else matches', 'other', 'ROOT'],
    ['by a whole part of the name only', 'shopping/app', 'ROOT'],
  ] as const)('comes from a template: %s', async ([, name, prefix]) => {
    const template = (one: string, appliedFor: string): object => ({ prefix: one, appliedFor: [appliedFor] })
    await startWire((_, { nextToken }) =>
      nextToken === undefined
        ? { body: { repositoryCreationTemplates: [template('ROOT', 'CREATE_ON_PUSH')], nextToken: 't' } }
        : {
            body: {
              repositoryCreationTemplates: [
                template('shop', 'CREATE_ON_PUSH'),
                template('shop/team', 'CREATE_ON_PUSH'),
                template('shop/team/app', 'REPLICATION'),
              ],
            },
          },
    )
    expect(await createEcr().creationTemplate(name)).toBe(prefix)
  })
})
