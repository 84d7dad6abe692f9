import { describe, expect, it } from 'vitest'
import { ecrRegistryAdvice, type RegistryRefusal } from '../src/ecr-refusal.ts'

const arn = 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/app'
const user = 'User: arn:aws:sts::123456789012:assumed-role/ci/run-1'

const denied: RegistryRefusal = { status: 403, code: 'DENIED', said: '' }

describe('what to do about a refusal of the registry', () => {
  it.for<[string, Partial<RegistryRefusal>, RegExp]>([
    [
      'a right',
      {
        said: `${user} is not authorized to perform: ecr:InitiateLayerUpload on resource: ${arn} because no identity-based policy allows the ecr:InitiateLayerUpload action`,
      },
      /^grant ecr:InitiateLayerUpload on repository shop\/app to this role: \{"Effect":"Allow","Action":"ecr:InitiateLayerUpload","Resource":"arn:aws:ecr:eu-west-1:123456789012:repository\/shop\/app"\}$/,
    ],
    [
      'the policy of the repository',
      {
        said: `${user} is not authorized to perform: ecr:PutImage on resource: ${arn} because no resource-based policy allows the ecr:PutImage action`,
      },
      /^allow ecr:PutImage on \S+ in the policy of the repository itself/,
    ],
    [
      'a policy of the organization',
      {
        said: `${user} is not authorized to perform: ecr:PutImage on resource: ${arn} with an explicit deny in a service control policy`,
      },
      /^a service control policy denies ecr:PutImage explicitly/,
    ],
    [
      'a policy that does not say what it denies',
      { said: 'access is refused with an explicit deny in a resource-based policy' },
      /^a resource-based policy denies what this step asks for explicitly/,
    ],
    [
      'the policy of the key',
      {
        said: `${user} is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:eu-west-1:123456789012:key/1 because no resource-based policy allows the kms:GenerateDataKey action`,
      },
      /^allow kms:GenerateDataKey on arn:aws:kms:\S+ in the policy of the key itself/,
    ],
    [
      'images that are too many',
      {
        said: "The repository with name 'shop/app' in registry with id '123456789012' already has the maximum allowed number of images which is '10000'",
      },
      /lifecycle policy .* higher quota/,
    ],
    ['a quota by its exception', { said: 'LimitExceededException: too many' }, /lifecycle policy/],
    [
      'a key that is disabled',
      { said: 'KMS key arn:aws:kms:x:1:key/2 is disabled' },
      /key of repository shop\/app is enabled/,
    ],
    ['a key, by its exception', { code: 'KmsException', said: 'the operation failed' }, /key of repository/],
    ['a repository that went away', { status: 404, code: 'NAME_UNKNOWN', said: 'no such' }, /no other job deletes/],
    [
      'a login that has expired, whatever its code',
      { said: 'Your authorization token has expired. Reauthenticate and try again.' },
      /^run the step again/,
    ],
    ['a login that arrived without its header', { status: 401, code: 'UNAUTHORIZED', said: 'Not Authorized' }, /proxy/],
  ])('%s', ([, refusal, remedy]) => {
    expect(ecrRegistryAdvice('shop/app', { ...denied, ...refusal })).toMatch(remedy)
  })

  it.for<[string, Partial<RegistryRefusal>]>([
    ['words that tell nothing', { said: 'denied' }],
    ['no words', { code: '' }],
  ])('is not known from %s', ([, refusal]) => {
    expect(ecrRegistryAdvice('shop/app', { ...denied, ...refusal })).toBeUndefined()
  })
})
