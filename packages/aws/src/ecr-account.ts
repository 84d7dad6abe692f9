import { GetAccountSettingCommand, GetAuthorizationTokenCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { aboutRegistry } from './ecr-request.ts'
import { awsCall } from './error.ts'

export interface EcrLogin {
  /** `https://HOST`, as GetAuthorizationToken names it. */
  readonly endpoint: string
  /** Base64 of `AWS:password`. A secret. */
  readonly token: string
}

export function login(client: ECRClient, signal?: AbortSignal): Promise<EcrLogin> {
  const send = async (options: object): Promise<EcrLogin> => {
    const { authorizationData = [] } = await client.send(new GetAuthorizationTokenCommand({}), options)
    const { proxyEndpoint, authorizationToken } = authorizationData[0] ?? {}
    if (proxyEndpoint === undefined || authorizationToken === undefined) throw new Error('the answer has no token')
    return { endpoint: proxyEndpoint, token: authorizationToken }
  }
  return awsCall(aboutRegistry('ecr:GetAuthorizationToken'), send, signal)
}

/** e.g. `ENABLED` of `BLOB_MOUNTING`; `undefined` when nothing is set. */
export function accountSetting(client: ECRClient, name: string, signal?: AbortSignal): Promise<string | undefined> {
  const request = { ...aboutRegistry('ecr:GetAccountSetting'), on: `account setting ${name}` }
  const command = new GetAccountSettingCommand({ name })
  return awsCall(request, async (options) => (await client.send(command, options)).value, signal)
}
