import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { awsClientOptions } from './client.ts'
import { awsCall } from './error.ts'

/** Who the credentials of this job belong to. */
export interface Identity {
  readonly accountId: string
  /** e.g. `arn:aws:sts::123456789012:assumed-role/deploy/session` */
  readonly arn: string
  readonly region: string
}

export interface StsPort {
  /** GetCallerIdentity, which needs no permission; fails when there are no usable credentials or no region. */
  whoAmI(signal?: AbortSignal): Promise<Identity>
}

export function createSts(): StsPort {
  const client = new STSClient(awsClientOptions())
  const ask = async (options: object): Promise<Identity> => {
    const region = await client.config.region()
    const { Account: accountId = '', Arn: arn = '' } = await client.send(new GetCallerIdentityCommand({}), options)
    return { accountId, arn, region }
  }
  return {
    whoAmI: (signal) => awsCall({ action: 'sts:GetCallerIdentity', on: 'this job' }, ask, signal),
  }
}
