import { DescribeTasksCommand, ListTasksCommand, type ECSClient, type Task } from '@aws-sdk/client-ecs'
import type { ServiceRef } from './ecs.ts'
import { awsCall, type AwsRequest } from './error.ts'
import { partitionOf } from './iam-statement.ts'

/** Every running task of a service. */
export async function runningTasks(client: ECSClient, ref: ServiceRef, signal?: AbortSignal): Promise<readonly Task[]> {
  const { cluster, service: serviceName } = ref
  const found: Task[] = []
  let nextToken: string | undefined
  do {
    const token = nextToken === undefined ? {} : { nextToken }
    const list = new ListTasksCommand({ cluster, serviceName, desiredStatus: 'RUNNING', maxResults: 100, ...token })
    const page = await awsCall(aboutService('ecs:ListTasks', ref), (options) => client.send(list, options), signal)
    const tasks = page.taskArns ?? []
    if (tasks.length > 0) {
      const describe = new DescribeTasksCommand({ cluster, tasks })
      const send = (options: object) => client.send(describe, options)
      found.push(...((await awsCall(aboutService('ecs:DescribeTasks', ref), send, signal)).tasks ?? []))
    }
    nextToken = page.nextToken
  } while (nextToken !== undefined && nextToken !== '')
  return found
}

/** ListTasks knows no resource but `*`; the two others are granted on the service and on the tasks of the cluster. */
export function aboutService(action: string, { cluster, service }: ServiceRef): AwsRequest {
  const on = `service ${service} in cluster ${cluster}`
  const arn = (kind: string, name: string): string =>
    `arn:${partitionOf(process.env['AWS_REGION'])}:ecs:*:*:${kind}/${cluster.split('/').at(-1)}/${name}`
  if (action === 'ecs:DescribeServices')
    return { action, on, resource: arn('service', service.split('/').at(-1) ?? '') }
  return { action, on, resource: action === 'ecs:DescribeTasks' ? arn('task', '*') : '*' }
}
