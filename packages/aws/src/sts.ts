import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { Failure } from '@slipway/outcome'
import { awsClientOptions } from './client.ts'
import { awsCall, type AwsErrorCode } from './error.ts'
import { within } from './within.ts'

/** Who the credentials of this job belong to. */
export interface Identity {
  readonly accountId: string
  /** e.g. `arn:aws:sts::123456789012:assumed-role/deploy/session` */
  readonly arn: string
  readonly region: string
}

/** STS could not be asked: a private subnet often has no endpoint for it, and needs none. */
export interface NoIdentity {
  readonly region: string
  /** Why. */
  readonly unanswered: Failure
}

export interface StsPort {
  /**
   * GetCallerIdentity, which needs no permission; at most five seconds. It fails only when there are no usable
   * credentials or no region, with which nothing else would work either.
   */
  whoAmI(signal?: AbortSignal): Promise<Identity | NoIdentity>
}

/** Milliseconds for the whole question, retries and the look for credentials included. */
const patience = 5_000
/** A subnet without a way to STS hangs here, once for each attempt. */
const connecting = 1_500

export function createSts(): StsPort {
  const options = awsClientOptions()
  const requestHandler = { ...options.requestHandler, connectionTimeout: connecting, requestTimeout: patience }
  const client = new STSClient({ ...options, maxAttempts: 2, requestHandler })
  return {
    async whoAmI(signal) {
      const region = await awsCall(request, () => client.config.region(), signal)
      try {
        return { ...(await ask(client, signal)), region }
      } catch (error) {
        signal?.throwIfAborted()
        if (!(error instanceof Failure) || decisive.has(error.code)) throw error
        return { region, unanswered: error }
      }
    },
  }
}

const request = { action: 'sts:GetCallerIdentity', on: 'this job' }

const decisive: ReadonlySet<string> = new Set<AwsErrorCode>([
  'AWS_CREDENTIALS_EXPIRED',
  'AWS_CREDENTIALS_INVALID',
  'AWS_CREDENTIALS_MISSING',
  'AWS_REGION_MISSING',
])

function ask(client: STSClient, signal?: AbortSignal): Promise<Omit<Identity, 'region'>> {
  return within(patience, signal, (either) =>
    awsCall(
      request,
      async (options) => {
        const { Account: accountId = '', Arn: arn = '' } = await client.send(new GetCallerIdentityCommand({}), options)
        return { accountId, arn }
      },
      either,
    ),
  )
}
