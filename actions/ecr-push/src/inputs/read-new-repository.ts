import { inputs, invalidInput } from '@slipway/action-io'
import type { Reading } from './every-problem.ts'
import type { Encryption, NewRepository } from './push-inputs.ts'
import { readFlag } from './read-flag.ts'

/** Every input is checked, also where `create-repository` is not set. */
export function readNewRepository(reading: Reading): NewRepository | undefined {
  const wanted = reading.try(() => readFlag('create-repository', false))
  const repository: NewRepository = {
    tagMutability: reading.try(readMutability),
    exclusionFilters: reading.try(readExclusions),
    encryption: reading.try(readEncryption),
    scanOnPush: reading.try(() => readFlag('scan-on-push', true)),
    lifecyclePolicy: inputs.text('lifecycle-policy'),
  }
  return wanted ? repository : undefined
}

function readMutability(): NewRepository['tagMutability'] {
  return inputs.choice('tag-mutability', ['immutable', 'mutable'], 'immutable') === 'mutable' ? 'MUTABLE' : 'IMMUTABLE'
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html */
function readExclusions(): readonly string[] {
  const filters = [...new Set(inputs.list('mutability-exclusions'))]
  const wrong = filters.find((filter) => !/^[0-9a-zA-Z._*-]{1,128}$/.test(filter))
  if (wrong !== undefined) throw invalidInput('mutability-exclusions', wrong, 'a tag in which * stands for any text')
  if (filters.length > 5) {
    throw invalidInput(
      'mutability-exclusions',
      filters.join(', '),
      'a list of at most 5 filters, which is what ECR takes',
    )
  }
  return filters
}

/** An empty value is refused: with a key that was meant, what ECR does by default could never be changed again. */
function readEncryption(): Encryption | undefined {
  const text = inputs.stated('encryption', 'default')
  if (text === 'default') return undefined
  const [, type, key] = /^(AES256|KMS|KMS_DSSE)(?::(.+))?$/.exec(text) ?? []
  if (type === undefined || (type === 'AES256' && key !== undefined)) {
    throw invalidInput('encryption', text, 'AES256, KMS, KMS_DSSE, or KMS:KEY with the ARN of a key')
  }
  return { type: type as Encryption['type'], ...(key === undefined ? {} : { key }) }
}
