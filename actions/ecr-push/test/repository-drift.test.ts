import { expect, it } from 'vitest'
import {
  mutabilityOf,
  repositoryDrift,
  type RepositoryState,
  type RepositorySettings,
} from '../src/repository/repository-drift.ts'

const policy = '{"rules":[{"rulePriority":1,"action":{"type":"expire"}}]}'
const wanted: RepositorySettings = {
  tagMutability: 'IMMUTABLE',
  exclusionFilters: ['dev-*', 'latest'],
  encryption: { type: 'KMS' },
  scanOnPush: true,
}
const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd'
const found: RepositoryState = {
  name: 'app',
  uri: 'host/app',
  tagMutability: 'IMMUTABLE_WITH_EXCLUSION',
  exclusionFilters: ['latest', 'dev-*'],
  encryption: { type: 'KMS', key },
  scanOnPush: true,
  scanned: true,
  policy,
}

it.for<[string, Partial<RepositorySettings>, Partial<RepositoryState>, readonly string[]]>([
  ['what was asked', {}, {}, []],
  [
    'another mutability',
    {},
    { tagMutability: 'MUTABLE_WITH_EXCLUSION' },
    ['tag-mutability is MUTABLE_WITH_EXCLUSION, not IMMUTABLE_WITH_EXCLUSION'],
  ],
  ['another filter', {}, { exclusionFilters: ['dev-*'] }, ['mutability-exclusions is dev-*, not dev-*, latest']],
  [
    'no filters at all',
    {},
    { exclusionFilters: [], tagMutability: 'IMMUTABLE' },
    ['tag-mutability is IMMUTABLE, not IMMUTABLE_WITH_EXCLUSION', 'mutability-exclusions is none, not dev-*, latest'],
  ],
  ['encryption that was not asked for', { encryption: undefined }, {}, []],
  ['another encryption', {}, { encryption: { type: 'AES256' } }, ['encryption is AES256, not KMS']],
  ['the key by its ARN', { encryption: { type: 'KMS', key } }, {}, []],
  ['the key by its id', { encryption: { type: 'KMS', key: '1234abcd' } }, {}, []],
  ['a key by an alias, which tells nothing', { encryption: { type: 'KMS', key: 'alias/app' } }, {}, []],
  ['another key', { encryption: { type: 'KMS', key: 'abcd' } }, {}, [`encryption is KMS:${key}, not KMS:abcd`]],
  ['no scan', {}, { scanOnPush: false, scanned: false }, ['scan-on-push is false, not true']],
  ['a scan by the registry’s configuration', {}, { scanOnPush: false, scanned: true }, []],
  ['a scan that was not asked for', { scanOnPush: false }, {}, ['scan-on-push is true, not false']],
  ['a registry’s scan that was not asked for', { scanOnPush: false }, { scanOnPush: false, scanned: true }, []],
  ['no policy', {}, { policy: undefined }, ['lifecycle-policy is not there']],
  ['another policy', {}, { policy: '{"rules":[]}' }, ['lifecycle-policy is another one']],
  [
    'the policy in another order and spacing',
    {},
    { policy: '{ "rules": [ {"action": {"type":"expire"}, "rulePriority": 1} ] }' },
    [],
  ],
  ['a policy that is no JSON', {}, { policy: 'x' }, ['lifecycle-policy is another one']],
])('%s', ([, asked, state, lines]) => {
  expect(repositoryDrift({ ...wanted, ...asked }, policy, { ...found, ...state })).toEqual(lines)
})

it('where ECR says nothing of encryption, it is AES256', () => {
  const { encryption: _, ...silent } = found
  expect(repositoryDrift({ ...wanted, encryption: { type: 'AES256' } }, policy, silent)).toEqual([])
  expect(repositoryDrift(wanted, policy, silent)).toEqual(['encryption is AES256, not KMS'])
})

it('a policy that is not asked for may be any', () => {
  expect(repositoryDrift(wanted, undefined, found)).toEqual([])
})

it.for([
  ['IMMUTABLE', [], 'IMMUTABLE'],
  ['MUTABLE', ['v*'], 'MUTABLE_WITH_EXCLUSION'],
] as const)('%s with filters %s is %s', ([tagMutability, exclusionFilters, word]) => {
  expect(mutabilityOf({ ...wanted, tagMutability, exclusionFilters })).toBe(word)
})
