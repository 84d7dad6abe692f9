import { StartImageScanCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { aboutRepository } from './ecr-request.ts'
import { awsCall, awsFailure } from './error.ts'
import { isTransient } from './transient.ts'

/** `limited`: scanned within 24 hours; `not-yet`: the image is not visible, or AWS had no answer, and may be asked again. */
export type StartScanOutcome = 'started' | 'limited' | 'disabled' | 'unsupported' | 'archived' | 'not-yet'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartImageScan.html */
export function startScan(
  client: ECRClient,
  repository: string,
  digest: string,
  signal?: AbortSignal,
): Promise<StartScanOutcome> {
  const request = aboutRepository('ecr:StartImageScan', repository)
  const command = new StartImageScanCommand({ repositoryName: repository, imageId: { imageDigest: digest } })
  const send = async (options: object): Promise<StartScanOutcome> => {
    try {
      await client.send(command, options)
      return 'started'
    } catch (error) {
      const outcome =
        outcomes.get(error instanceof Error ? error.name : '') ??
        (isTransient(awsFailure(error, request)) ? 'not-yet' : undefined)
      if (outcome === undefined) throw error
      return outcome
    }
  }
  return awsCall(request, send, signal)
}

const outcomes: ReadonlyMap<string, StartScanOutcome> = new Map([
  ['LimitExceededException', 'limited'],
  ['ValidationException', 'disabled'],
  ['UnsupportedImageTypeException', 'unsupported'],
  ['ImageArchivedException', 'archived'],
  ['ImageNotFoundException', 'not-yet'],
] as const)
