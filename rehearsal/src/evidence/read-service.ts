import {
  DescribeServiceRevisionsCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  type ECSClient,
  type ServiceRevision,
} from '@aws-sdk/client-ecs'

/** A service deployment and the service revision it targets, as ECS tells. */
export interface KnownDeployment {
  readonly arn: string
  readonly createdAt: number
  readonly status: string
  readonly reason: string
  readonly revisionArn: string
  /** Digest of the image its tasks run. */
  readonly digest: string
  /** Where those tasks are registered. */
  readonly targetGroupArn: string
}

/** Every deployment the service ever had, oldest first. */
export async function readDeployments(
  ecs: ECSClient,
  cluster: string,
  service: string,
): Promise<readonly KnownDeployment[]> {
  const { serviceDeployments = [] } = await ecs.send(
    new ListServiceDeploymentsCommand({ cluster, service, maxResults: 100 }),
  )
  const arns = [...new Set(serviceDeployments.map((one) => one.targetServiceRevisionArn ?? ''))]
  const revisions = new Map((await readRevisions(ecs, arns)).map((one) => [one.serviceRevisionArn ?? '', one]))
  const known = serviceDeployments.map((one) => {
    const revision = revisions.get(one.targetServiceRevisionArn ?? '')
    return {
      arn: one.serviceDeploymentArn ?? '',
      createdAt: one.createdAt?.getTime() ?? 0,
      status: one.status ?? '',
      reason: one.statusReason ?? '',
      revisionArn: one.targetServiceRevisionArn ?? '',
      digest: digestOf(revision),
      targetGroupArn: revision?.resolvedConfiguration?.loadBalancers?.[0]?.targetGroupArn ?? '',
    }
  })
  return known.toSorted((a, b) => a.createdAt - b.createdAt)
}

async function readRevisions(ecs: ECSClient, arns: readonly string[]): Promise<readonly ServiceRevision[]> {
  if (arns.length === 0) return []
  // The API takes twenty at a time.
  const { serviceRevisions = [] } = await ecs.send(
    new DescribeServiceRevisionsCommand({ serviceRevisionArns: arns.slice(0, 20) }),
  )
  return [...serviceRevisions, ...(await readRevisions(ecs, arns.slice(20)))]
}

/** The digest that was pulled, or the one that the definition names where nothing was. */
function digestOf(revision: ServiceRevision | undefined): string {
  const container = revision?.containerImages?.[0]
  return container?.imageDigest ?? container?.image?.split('@')[1] ?? ''
}

/** Digests of the images of the tasks that run now. */
export async function readRunning(ecs: ECSClient, cluster: string, serviceName: string): Promise<readonly string[]> {
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName }))
  if (taskArns.length === 0) return []
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }))
  return tasks.filter((task) => task.lastStatus === 'RUNNING').map((task) => task.containers?.[0]?.imageDigest ?? '')
}
