import {
  BatchGetFindingDetailsCommand,
  type FindingDetailsError,
  type Inspector2Client,
} from '@aws-sdk/client-inspector2'
import { awsCall, type AwsRequest } from './error.ts'

/** ARNs of one request, as the API allows, and requests at a time. */
const limits = { batch: 10, together: 4 } as const

/**
 * A finding that Inspector keeps no details of is in no catalogue; any other error is one: "not listed" must not be
 * read into it.
 * https://docs.aws.amazon.com/inspector/v2/APIReference/API_BatchGetFindingDetails.html
 */
export async function knownExploited(
  client: Inspector2Client,
  arns: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(arns)]
  const request = { action: 'inspector2:BatchGetFindingDetails', on: `${wanted.length} findings`, resource: '*' }
  const listed = new Set<string>()
  let next = 0
  const work = async (): Promise<void> => {
    while (next < wanted.length) {
      const findingArns = wanted.slice(next, (next += limits.batch))
      for (const arn of await ask(client, findingArns, request, signal)) listed.add(arn)
    }
  }
  await Promise.all(Array.from({ length: limits.together }, work))
  return listed
}

function ask(
  client: Inspector2Client,
  findingArns: string[],
  request: AwsRequest,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const send = async (options: object): Promise<readonly string[]> => {
    const command = new BatchGetFindingDetailsCommand({ findingArns })
    const { findingDetails = [], errors = [] } = await client.send(command, options)
    const error = errors.find(({ errorCode }) => errorCode !== 'FINDING_DETAILS_NOT_FOUND')
    if (error !== undefined) throw asException(error)
    return findingDetails.flatMap(({ findingArn, cisaData }) =>
      findingArn === undefined || cisaData === undefined ? [] : [findingArn],
    )
  }
  return awsCall(request, send, signal)
}

/** The error of one finding as the exception that the whole call would have had. */
function asException({ errorCode = 'INTERNAL_ERROR', errorMessage = '', findingArn = '' }: FindingDetailsError): Error {
  const name = { ACCESS_DENIED: 'AccessDeniedException', INTERNAL_ERROR: 'InternalServerException' }[
    errorCode as string
  ]
  const error = new Error(`${errorCode} for ${findingArn}: ${errorMessage}`)
  error.name = name ?? 'ValidationException'
  return Object.assign(error, { $fault: errorCode === 'INTERNAL_ERROR' ? 'server' : 'client' })
}
