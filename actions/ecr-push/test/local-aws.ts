import { createHash } from 'node:crypto'
import {
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  ECRClient,
  PutRegistryScanningConfigurationCommand,
  type CreateRepositoryCommandInput,
} from '@aws-sdk/client-ecr'
import { startLocalCloud, type LocalCloud } from '@slipway/local-cloud'
import { onTestFinished, vi } from 'vitest'

export interface LocalAws {
  readonly cloud: LocalCloud
  /** A client of our own tests, beside the one that is tested. */
  readonly ecr: ECRClient
  /** Tags of `shop/app` with their digests. */
  tags(): Promise<Readonly<Record<string, string>>>
  /** The manifest behind a tag, as text. */
  manifest(tag: string): Promise<string>
  /** Names of the calls since `from`, e.g. `ecr PutImage`, in order. */
  calls(from?: number): readonly string[]
}

/** Seconds of the cloud in one of the wall: a scan that nothing is said of takes two of the cloud's. */
export const speed = 20

/** A local cloud with the repository `shop/app`, its environment set for this test. */
export async function localAws(repository: Partial<CreateRepositoryCommandInput> = {}): Promise<LocalAws> {
  const cloud = await startLocalCloud({ conformance: true, speed })
  for (const [name, value] of Object.entries(cloud.env)) vi.stubEnv(name, value)
  const ecr = new ECRClient({})
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    ecr.destroy()
    await cloud.stop()
  })
  await ecr.send(
    new CreateRepositoryCommand({
      repositoryName: 'shop/app',
      imageScanningConfiguration: { scanOnPush: true },
      ...repository,
    }),
  )
  const { events } = cloud.timeline
  return {
    cloud,
    ecr,
    async tags() {
      const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'shop/app' }))
      const pairs = imageDetails.flatMap(({ imageTags = [], imageDigest = '' }) =>
        imageTags.map((tag) => [tag, imageDigest]),
      )
      return Object.fromEntries(pairs) as Record<string, string>
    },
    async manifest(tag) {
      const command = new BatchGetImageCommand({
        repositoryName: 'shop/app',
        imageIds: [{ imageTag: tag }],
        acceptedMediaTypes: ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.oci.image.index.v1+json'],
      })
      return (await ecr.send(command)).images?.[0]?.imageManifest ?? ''
    },
    calls: (from = 0) =>
      events.slice(from).flatMap((event) => (event.kind === 'call' ? [`${event.service} ${event.operation}`] : [])),
  }
}

/** Enhanced scanning for the repositories that match `filter`. */
export async function enhance({ ecr }: LocalAws, filter: string): Promise<void> {
  const rule = {
    scanFrequency: 'CONTINUOUS_SCAN' as const,
    repositoryFilters: [{ filter, filterType: 'WILDCARD' as const }],
  }
  await ecr.send(new PutRegistryScanningConfigurationCommand({ scanType: 'ENHANCED', rules: [rule] }))
}

export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
