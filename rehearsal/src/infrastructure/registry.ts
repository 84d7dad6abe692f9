import { CreateRepositoryCommand, type ECRClient } from '@aws-sdk/client-ecr'

export const repository = 'slipway/app'

/** Tags cannot be moved, and every push is scanned. */
export async function createRepository(ecr: ECRClient): Promise<void> {
  await ecr.send(
    new CreateRepositoryCommand({
      repositoryName: repository,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
    }),
  )
}
