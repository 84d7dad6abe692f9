import { GetLifecyclePolicyCommand, DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { createEcr, type EcrPort } from '@slipway/aws/ecr'
import { startLocalCloud, type LocalCloud } from '@slipway/local-cloud'
import { Failure } from '@slipway/outcome'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createdOnPush, ensureRepository, type NewRepositorySettings } from '../src/repository/create-repository.ts'

const policyOfDays = (countNumber: number): string => {
  const selection = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber }
  return JSON.stringify({ rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] })
}
const policy = policyOfDays(7)
const wanted: NewRepositorySettings = {
  tagMutability: 'IMMUTABLE',
  exclusionFilters: ['dev-*'],
  encryption: { type: 'KMS', key: 'arn:aws:kms:us-east-1:123456789012:key/1' },
  scanOnPush: true,
  lifecyclePolicy: 'policy.json',
}

interface Survey {
  readonly cloud: LocalCloud
  readonly ecr: EcrPort
  readonly sdk: ECRClient
  readonly files: { readonly read: (path: string) => Promise<string> }
  /** Names of the writing calls so far. */
  readonly writes: () => readonly string[]
}

async function survey(text = policy): Promise<Survey> {
  const cloud = await startLocalCloud({ conformance: true })
  for (const [name, value] of Object.entries(cloud.env)) vi.stubEnv(name, value)
  const sdk = new ECRClient({})
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    sdk.destroy()
    await cloud.stop()
  })
  const writes = (): readonly string[] =>
    cloud.timeline.events
      .flatMap((event) => (event.kind === 'call' ? [event.operation] : []))
      .filter((operation) => /^(Create|Put|Delete|Update)/.test(operation))
  return { cloud, sdk, ecr: createEcr(), files: { read: async () => text }, writes }
}

async function described({ sdk }: Survey): Promise<object | undefined> {
  const { repositories = [] } = await sdk.send(new DescribeRepositoriesCommand({ repositoryNames: ['shop/app'] }))
  return repositories[0]
}

async function policyOf({ sdk }: Survey): Promise<unknown> {
  const command = new GetLifecyclePolicyCommand({ repositoryName: 'shop/app' })
  const { lifecyclePolicyText = '' } = await sdk.send(command)
  return JSON.parse(lifecyclePolicyText)
}

describe('a repository that is not there', () => {
  it('is made as it was asked for, with its lifecycle policy', async () => {
    const all = await survey()
    const { created, drift, repository } = await ensureRepository('shop/app', wanted, all)
    expect({ created, drift }).toEqual({ created: true, drift: [] })
    expect(repository).toMatchObject({ name: 'shop/app', tagMutability: 'IMMUTABLE_WITH_EXCLUSION' })
    expect(await described(all)).toMatchObject({
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: wanted.encryption?.key },
    })
    expect(await policyOf(all)).toEqual(JSON.parse(policy))
  })

  it('is as it was asked for at the next look, and nothing is written', async () => {
    const all = await survey()
    await ensureRepository('shop/app', wanted, all)
    const before = all.writes()
    expect(await ensureRepository('shop/app', wanted, all)).toMatchObject({ created: false, drift: [] })
    expect(all.writes()).toEqual(before)
  })

  it('gets no policy where none is asked for', async () => {
    const all = await survey()
    await ensureRepository(
      'shop/app',
      { ...wanted, lifecyclePolicy: '', exclusionFilters: [], encryption: undefined },
      all,
    )
    expect(all.writes()).toEqual(['CreateRepository'])
    expect(await described(all)).toMatchObject({
      imageTagMutability: 'IMMUTABLE',
      encryptionConfiguration: { encryptionType: 'AES256' },
    })
  })

  it('is made once by two jobs at a time, and both go on', async () => {
    const all = await survey()
    const looked: (() => void)[] = []
    /** Nobody goes on before both have seen that there is none. */
    const both = new Promise<void>((resolve) => void looked.push(resolve))
    let looks = 0
    const together: EcrPort = {
      ...all.ecr,
      async repository(name, signal) {
        const found = await all.ecr.repository(name, signal)
        looks += 1
        if (looks === 2) for (const go of looked) go()
        await both
        return found
      },
    }
    const job = (): ReturnType<typeof ensureRepository> =>
      ensureRepository('shop/app', wanted, { ...all, ecr: together })
    const ends = await Promise.all([job(), job()])
    expect(ends.filter(({ created }) => created).length).toBe(1)
    expect(ends.map(({ drift }) => drift)).toEqual([[], []])
    expect(await policyOf(all)).toEqual(JSON.parse(policy))
  })

  it.for([
    ['without a policy, gets it', undefined, policy, []],
    ['with a policy of its own, keeps that', policyOfDays(30), policyOfDays(30), ['lifecycle-policy is another one']],
  ] as const)('that another job makes meanwhile, %s', async ([, theirs, kept, lines]) => {
    const all = await survey()
    const ecr: EcrPort = {
      ...all.ecr,
      async createRepository(spec, signal) {
        await all.ecr.createRepository(spec, signal)
        if (theirs !== undefined) await all.ecr.putLifecyclePolicy(spec.name, theirs)
        return all.ecr.createRepository(spec, signal)
      },
    }
    const { created, drift } = await ensureRepository('shop/app', wanted, { ...all, ecr })
    expect({ created, drift }).toEqual({ created: false, drift: lines })
    expect(await policyOf(all)).toEqual(JSON.parse(kept))
  })

  it('is not made for somebody who may not: the statement is named', async () => {
    const all = await survey()
    all.cloud.faults.inject({ service: 'ecr', operation: 'CreateRepository', code: 'AccessDeniedException' })
    await expect(ensureRepository('shop/app', wanted, all)).rejects.toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      remedy: expect.stringMatching(
        /\{"Effect":"Allow","Action":"ecr:CreateRepository","Resource":"arn:aws:ecr:[^:]+:[^:]+:repository\/shop\/app"\}/,
      ),
    })
  })

  it('that is there and then is not is an error of its own', async () => {
    const all = await survey()
    const ecr = { ...all.ecr, createRepository: async () => undefined }
    await expect(ensureRepository('shop/app', wanted, { ...all, ecr })).rejects.toMatchObject({
      code: 'REPOSITORY_VANISHED',
    })
  })
})

describe('a repository that is there', () => {
  it('is left as it is, and its differences are told', async () => {
    const all = await survey()
    await all.ecr.createRepository({ name: 'shop/app', tagMutability: 'MUTABLE', scanOnPush: false })
    const before = await described(all)
    const writes = all.writes()
    const { created, drift } = await ensureRepository('shop/app', wanted, all)
    expect(created).toBe(false)
    expect(drift).toEqual([
      'tag-mutability is MUTABLE, not IMMUTABLE_WITH_EXCLUSION',
      'mutability-exclusions is none, not dev-*',
      `encryption is AES256, not KMS:${wanted.encryption?.key}`,
      'scan-on-push is false, not true',
      'lifecycle-policy is not there',
    ])
    expect(await described(all)).toEqual(before)
    expect(all.writes()).toEqual(writes)
  })
})

describe('a lifecycle policy', () => {
  it.for([
    ['no JSON', `{"rules":${' '.repeat(100)}`],
    ['no JSON object', `[${' '.repeat(100)}]`],
    ['without rules', JSON.stringify({ rule: [], pad: 'x'.repeat(100) })],
    ['shorter than ECR takes', '{"rules":[]}'],
    ['longer than ECR takes', JSON.stringify({ rules: [], pad: 'x'.repeat(30_720) })],
  ] as const)('that is %s is refused before anything is asked of AWS', async ([, text]) => {
    const all = await survey(text)
    await expect(ensureRepository('shop/app', wanted, all)).rejects.toMatchObject({
      code: 'LIFECYCLE_POLICY_INVALID',
      message: expect.stringContaining('policy.json'),
    })
    expect(all.cloud.timeline.events.filter(({ kind }) => kind === 'call')).toEqual([])
  })
})

describe('a repository that ECR makes at the first push', () => {
  it.for<[string, () => Promise<string | undefined>, string | undefined]>([
    ['by its template', async () => 'shop', 'shop'],
    ['by none', async () => undefined, undefined],
    ['by what this role may not see', () => Promise.reject(new Failure('AWS_ACCESS_DENIED', 'no')), undefined],
  ])('%s', async ([, creationTemplate, prefix]) => {
    expect(await createdOnPush('shop/app', { creationTemplate })).toBe(prefix)
  })

  it('is not taken for missing because AWS gave no answer', async () => {
    const creationTemplate = (): Promise<undefined> => Promise.reject(new Failure('AWS_THROTTLED', 'later'))
    await expect(createdOnPush('shop/app', { creationTemplate })).rejects.toMatchObject({ code: 'AWS_THROTTLED' })
  })
})
