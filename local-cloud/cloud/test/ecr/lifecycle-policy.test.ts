import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CreateRepositoryCommand,
  DeleteLifecyclePolicyCommand,
  GetLifecyclePolicyCommand,
  PutLifecyclePolicyCommand,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
beforeAll(async () => {
  cloud = await startLocalCloud()
  ecr = ecrClient(cloud)
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
})
afterAll(() => cloud.stop())

const repositoryName = 'app'
const days = { countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 }
const expire = { type: 'expire' }
const rule = (rulePriority: number, selection: object = {}, action: object = expire): object => ({
  rulePriority,
  description: 'a rule that is written out, as policies are at least a hundred characters long',
  selection: { tagStatus: 'untagged', ...days, ...selection },
  action,
})
const put = (text: string) => ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText: text }))
const putRules = (...rules: readonly object[]) => put(JSON.stringify({ rules }))

it('a policy is kept as it was put, until it is deleted', async () => {
  const get = () => ecr.send(new GetLifecyclePolicyCommand({ repositoryName }))
  await expect(get()).rejects.toMatchObject({
    name: 'LifecyclePolicyNotFoundException',
    message:
      "Lifecycle policy does not exist for the repository with name 'app' in the registry with id '123456789012'",
  })
  const text = `${JSON.stringify({ rules: [rule(1)] }, null, 2)}\n`
  await put(text)
  expect(await get()).toMatchObject({ registryId: '123456789012', repositoryName, lifecyclePolicyText: text })
  expect(await ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName }))).toMatchObject({
    lifecyclePolicyText: text,
  })
  await expect(ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName }))).rejects.toMatchObject({
    name: 'LifecyclePolicyNotFoundException',
  })
})

describe('a policy is taken', () => {
  it.for<readonly [string, readonly object[]]>([
    ['by age', [rule(1)]],
    ['by count', [rule(1, { countType: 'imageCountMoreThan', countUnit: undefined })]],
    ['with tag patterns', [rule(1, { tagStatus: 'tagged', tagPatternList: ['v*', '*-rc*'] })]],
    ['with tag prefixes', [rule(1, { tagStatus: 'tagged', tagPrefixList: ['v'] })]],
    [
      'to the archive',
      [rule(1, { countType: 'sinceImagePulled' }, { type: 'transition', targetStorageClass: 'archive' })],
    ],
    ['out of the archive', [rule(1, { countType: 'sinceImageTransitioned', storageClass: 'archive' })]],
    ['with any last', [rule(1), rule(20, { tagStatus: 'any' })]],
  ])('%s', async ([, rules]) => {
    await expect(putRules(...rules)).resolves.toBeDefined()
  })
})

describe('a policy is refused', () => {
  const failed = 'Lifecycle policy validation failure: '
  it.for<readonly [string, string | readonly object[], string]>([
    ['that is a file name', 'policy.json', 'length is 11, not 100 to 30720'],
    ['that is not JSON', 'x'.repeat(100), `${failed}the policy is not JSON`],
    ['without rules', JSON.stringify({ rules: [], comment: 'x'.repeat(100) }), `${failed}"rules" must be`],
    ['without a priority', [rule(0)], `${failed}rules[0]: "rulePriority"`],
    ['with one priority twice', [rule(1), rule(1)], 'a "rulePriority" of its own'],
    ['with any before others', [rule(1, { tagStatus: 'any' }), rule(2)], 'any must have the highest'],
    ['with tags of what has none', [rule(1, { tagPrefixList: ['v'] })], 'untagged takes neither'],
    ['without tags of what has them', [rule(1, { tagStatus: 'tagged' })], 'either tagPatternList or tagPrefixList'],
    [
      'with five wildcards',
      [rule(1, { tagStatus: 'tagged', tagPatternList: ['*a*b*c*d*'] })],
      'four wildcards at most',
    ],
    ['with another unit', [rule(1, { countUnit: 'hours' })], '"selection.countUnit" must be days'],
    ['with nothing to count', [rule(1, { countNumber: 0 })], '"selection.countNumber"'],
    ['with another action', [rule(1, {}, { type: 'delete' })], '"action.type" must be expire or transition'],
    [
      'with a target of nothing',
      [rule(1, {}, { type: 'expire', targetStorageClass: null })],
      '"action.targetStorageClass"',
    ],
  ])('%s', async ([, given, message]) => {
    const sent = typeof given === 'string' ? put(given) : putRules(...given)
    await expect(sent).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(/^Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: '/),
    })
    await expect(sent).rejects.toThrow(message)
  })
})
