import { GetLifecyclePolicyCommand, PutLifecyclePolicyCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { aboutRepository, isNamed } from './ecr-request.ts'
import { awsCall } from './error.ts'

/** The policy's JSON; `undefined` when the repository has none, or is not there. */
export function lifecyclePolicy(
  client: ECRClient,
  repository: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const send = async (options: object): Promise<string | undefined> => {
    try {
      const answer = await client.send(new GetLifecyclePolicyCommand({ repositoryName: repository }), options)
      return answer.lifecyclePolicyText
    } catch (error) {
      if (isNamed(error, 'LifecyclePolicyNotFoundException', 'RepositoryNotFoundException')) return undefined
      throw error
    }
  }
  return awsCall(aboutRepository('ecr:GetLifecyclePolicy', repository), send, signal)
}

export async function putLifecyclePolicy(
  client: ECRClient,
  repository: string,
  policy: string,
  signal?: AbortSignal,
): Promise<void> {
  const command = new PutLifecyclePolicyCommand({ repositoryName: repository, lifecyclePolicyText: policy })
  const request = aboutRepository('ecr:PutLifecyclePolicy', repository)
  await awsCall(request, (options) => client.send(command, options), signal)
}
