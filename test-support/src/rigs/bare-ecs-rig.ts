import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type CreateServiceCommandInput,
  type RegisterTaskDefinitionCommandInput,
  type Service,
  type TaskDefinition,
} from '@aws-sdk/client-ecs'
import type { LocalCloud } from '@slipway/local-cloud'
import { clientOptions } from '../cloud/client-options.ts'
import { startLocalCloud, type TestCloudOptions } from '../cloud/local-cloud.ts'

export const app = { name: 'app', image: 'registry/app:1' }

/** A cloud for what the API says: an empty cluster, no image, and services that want no task. */
export interface BareRig {
  readonly cloud: LocalCloud
  readonly ecs: ECSClient
  register(input?: Partial<RegisterTaskDefinitionCommandInput>): Promise<TaskDefinition>
  /** In the cluster `main`, of a definition of its own where none is given. */
  create(input: Partial<CreateServiceCommandInput> & { readonly serviceName: string }): Promise<Service>
  /** A call as it goes over the wire, with what no SDK would send; the status stands beside its answer. */
  send(operation: string, body: object): Promise<Answered>
  stop(): Promise<void>
}

type Members = Record<string, Record<string, unknown>>

export interface Answered {
  readonly status: number
  readonly body: Members & { readonly __type?: string; readonly message?: string }
}

export async function startBareRig(options: TestCloudOptions = {}): Promise<BareRig> {
  const cloud = await startLocalCloud(options)
  const ecs = new ECSClient({ ...clientOptions(cloud), maxAttempts: 1 })
  await ecs.send(new CreateClusterCommand({ clusterName: 'main', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] }))
  const rig: BareRig = {
    cloud,
    ecs,
    async register(input = {}) {
      const registered = await ecs.send(
        new RegisterTaskDefinitionCommand({ family: 'app', containerDefinitions: [app], ...input }),
      )
      return registered.taskDefinition ?? {}
    },
    async create(input) {
      const taskDefinition = input.taskDefinition ?? (await rig.register()).taskDefinitionArn
      const { service } = await ecs.send(
        new CreateServiceCommand({ cluster: 'main', desiredCount: 0, taskDefinition, ...input }),
      )
      return service ?? {}
    },
    send: (operation, body) => send(cloud, operation, body),
    async stop() {
      ecs.destroy()
      await cloud.stop()
    },
  }
  return rig
}

async function send(cloud: LocalCloud, operation: string, body: object): Promise<Answered> {
  const date = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const response = await fetch(cloud.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
      'x-amz-date': date,
      authorization: `AWS4-HMAC-SHA256 Credential=${cloud.credentials.accessKeyId}/20260101/us-east-1/ecs/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Answered['body'] }
}
