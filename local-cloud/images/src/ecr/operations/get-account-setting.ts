import type { GetAccountSettingCommandInput, GetAccountSettingCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { readSettingName } from '../account-settings.ts'

export const getAccountSetting: Operation = operation<
  GetAccountSettingCommandInput,
  Answer<GetAccountSettingCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAccountSetting.html',
  accepts: ['name'],
  returns: ['name', 'value'],
  run({ ecr: { settings } }, input) {
    const name = readSettingName(input.name)
    return { name, value: settings.get(name) }
  },
})
