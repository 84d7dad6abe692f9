import { StartImageScanCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { awsCall, awsFailure } from './error.ts'
import { isTransient } from './transient.ts'

/** `limited`: scanned within 24 hours; `not-yet`: the image is not visible, or AWS had no answer, and may be asked again. */
export type StartScanOutcome = 'started' | 'limited' | 'disabled' | 'unsupported' | 'archived' | 'not-yet'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartImageScan.html */
export function startScan(client: ECRClient, repository: string, digest: string): Promise<StartScanOutcome> {
  const request = { action: 'ecr:StartImageScan', on: `repository ${repository}` }
  return awsCall(request, async () => {
    try {
      await client.send(new StartImageScanCommand({ repositoryName: repository, imageId: { imageDigest: digest } }))
      return 'started'
    } catch (error) {
      const outcome =
        outcomes.get(error instanceof Error ? error.name : '') ??
        (isTransient(awsFailure(error, request)) ? 'not-yet' : undefined)
      if (outcome === undefined) throw error
      return outcome
    }
  })
}

const outcomes: ReadonlyMap<string, StartScanOutcome> = new Map([
  ['LimitExceededException', 'limited'],
  ['ValidationException', 'disabled'],
  ['UnsupportedImageTypeException', 'unsupported'],
  ['ImageArchivedException', 'archived'],
  ['ImageNotFoundException', 'not-yet'],
] as const)
