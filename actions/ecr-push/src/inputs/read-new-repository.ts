import { invalidInput } from '@slipway/action-io'
import type { Inputs } from './inputs.ts'
import type { Encryption, NewRepository } from './push-inputs.ts'

/** Every input is checked, also where `create-repository` is not set. */
export function readNewRepository({ values, attempt }: Inputs): NewRepository | undefined {
  const repository: NewRepository = {
    tagMutability: values['tag-mutability'] === 'mutable' ? 'MUTABLE' : 'IMMUTABLE',
    exclusionFilters: attempt([], () => readExclusions(values['mutability-exclusions'])),
    encryption: attempt(['encryption'], () => readEncryption(values.encryption)),
    scanOnPush: values['scan-on-push'],
    lifecyclePolicy: values['lifecycle-policy'],
  }
  return values['create-repository'] ? repository : undefined
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html */
function readExclusions(given: readonly string[]): readonly string[] {
  const filters = [...new Set(given)]
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

/** What ECR does by default can never be changed again, so an empty value, where a key was meant, is refused. */
function readEncryption(text: string): Encryption | undefined {
  if (text === 'default') return undefined
  const [, type, key] = /^(AES256|KMS|KMS_DSSE)(?::(.+))?$/.exec(text) ?? []
  if (type === undefined || (type === 'AES256' && key !== undefined)) {
    throw invalidInput('encryption', text, 'AES256, KMS, KMS_DSSE, or KMS:KEY with the ARN of a key')
  }
  return { type: type as Encryption['type'], ...(key === undefined ? {} : { key }) }
}
