import type { PutAccountSettingCommandInput, PutAccountSettingCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { readSettingName, readSettingValue } from '../account-settings.ts'

export const putAccountSetting: Operation = operation<
  PutAccountSettingCommandInput,
  Answer<PutAccountSettingCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutAccountSetting.html',
  accepts: ['name', 'value'],
  returns: ['name', 'value'],
  run({ ecr: { settings } }, input) {
    const name = readSettingName(input.name)
    const value = readSettingValue(name, input.value)
    settings.set(name, value)
    return { name, value }
  },
})
