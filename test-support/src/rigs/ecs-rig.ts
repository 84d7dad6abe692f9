import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  StopTaskCommand,
  UpdateServiceCommand,
  type ContainerDefinition,
  type CreateServiceCommandInput,
  type DeploymentConfiguration,
  type Service,
  type ServiceDeployment,
} from '@aws-sdk/client-ecs'
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LocalCloud } from '@slipway/local-cloud'
import { clientOptions, type ClientOptions } from '../cloud/client-options.ts'
import { startLocalCloud } from '../cloud/local-cloud.ts'
import { containerDefinition, pushServer } from './app-server.ts'
import { wire, type Wiring } from './blue-green-wiring.ts'

export interface EcsRig extends Wiring {
  readonly cloud: LocalCloud
  readonly ecs: ECSClient
  readonly logs: CloudWatchLogsClient
  readonly elb: ElasticLoadBalancingV2Client
  /** What another client of this cloud is made with. */
  readonly config: ClientOptions
  /** Registers a revision of the task definition `app`; answers with its ARN. */
  register(version: string, fault?: string, more?: Partial<ContainerDefinition>): Promise<string>
  create(input: Partial<CreateServiceCommandInput>): Promise<Service>
  /** Updates the service to a task definition; answers with the new deployment's ARN. */
  deploy(taskDefinition: string, configuration?: DeploymentConfiguration): Promise<string>
  newestDeployment(): Promise<string>
  deployment(arn: string): Promise<ServiceDeployment>
  /** Resolves when the deployment is as `done` says. */
  until(arn: string, done: (deployment: ServiceDeployment) => boolean): Promise<ServiceDeployment>
  ended(arn: string): Promise<ServiceDeployment>
  service(): Promise<Service>
  version(url: string): Promise<string>
  /** Stops every task of the service by hand. */
  stopTasks(): Promise<void>
  /** Puts an alarm on a metric that nobody reports, in this state. */
  alarm(name: string, state: 'OK' | 'ALARM'): Promise<void>
  stop(): Promise<void>
}

export const ending: readonly (string | undefined)[] = [
  'SUCCESSFUL',
  'STOPPED',
  'ROLLBACK_SUCCESSFUL',
  'ROLLBACK_FAILED',
]

/** A cloud with a load balancer, an image and an empty cluster. */
export async function startEcsRig(speed = 120, unknownMembers: readonly string[] = []): Promise<EcsRig> {
  const cloud = await startLocalCloud({ speed, unknownMembers })
  const config = { ...clientOptions(cloud), maxAttempts: 1 }
  const ecs = new ECSClient(config)
  const logs = new CloudWatchLogsClient(config)
  const elb = new ElasticLoadBalancingV2Client(config)
  const image = await pushServer(cloud)
  await ecs.send(new CreateClusterCommand({ clusterName: 'main', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] }))
  const wiring = await wire(elb, cloud)
  const named = { cluster: 'main', service: 'web' }
  const rig: EcsRig = {
    cloud,
    ecs,
    logs,
    elb,
    config,
    ...wiring,
    async register(version, fault = 'none', more = {}) {
      const registered = await ecs.send(
        new RegisterTaskDefinitionCommand({
          family: 'app',
          containerDefinitions: [containerDefinition(image, version, fault, more)],
        }),
      )
      return registered.taskDefinition?.taskDefinitionArn ?? ''
    },
    async create(input) {
      const { service } = await ecs.send(
        new CreateServiceCommand({
          cluster: 'main',
          serviceName: 'web',
          desiredCount: 2,
          loadBalancers: wiring.loadBalancers,
          ...input,
        }),
      )
      return service ?? {}
    },
    async deploy(taskDefinition, deploymentConfiguration) {
      const before = Date.now()
      await ecs.send(
        new UpdateServiceCommand({
          ...named,
          taskDefinition,
          ...(deploymentConfiguration === undefined ? {} : { deploymentConfiguration }),
        }),
      )
      const listed = await ecs.send(
        new ListServiceDeploymentsCommand({ ...named, createdAt: { after: new Date(before - 1) } }),
      )
      return listed.serviceDeployments?.[0]?.serviceDeploymentArn ?? ''
    },
    async newestDeployment() {
      const listed = await ecs.send(new ListServiceDeploymentsCommand(named))
      return listed.serviceDeployments?.[0]?.serviceDeploymentArn ?? ''
    },
    async deployment(arn) {
      const described = await ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }))
      return described.serviceDeployments?.[0] ?? {}
    },
    async until(arn, done) {
      for (;;) {
        const deployment = await rig.deployment(arn)
        if (done(deployment)) return deployment
        if (ending.includes(deployment.status)) {
          throw new Error(`${deployment.status}: ${deployment.statusReason}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    ended: (arn) => rig.until(arn, ({ status }) => ending.includes(status)),
    async service() {
      const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: 'main', services: ['web'] }))
      return services[0] ?? {}
    },
    async version(url) {
      const response = await fetch(url, { headers: { connection: 'close' } })
      return ((await response.json()) as { version: string }).version
    },
    async stopTasks() {
      const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster: 'main', serviceName: 'web' }))
      for (const task of taskArns) await ecs.send(new StopTaskCommand({ cluster: 'main', task }))
    },
    alarm: (name, state) => putAlarm(config, name, state),
    async stop() {
      ecs.destroy()
      logs.destroy()
      elb.destroy()
      await cloud.stop()
    },
  }
  return rig
}

async function putAlarm(config: ClientOptions, AlarmName: string, StateValue: 'OK' | 'ALARM'): Promise<void> {
  const cloudwatch = new CloudWatchClient(config)
  const metric = { Namespace: 'App', MetricName: 'Errors', Statistic: 'Sum', Period: 60 } as const
  const rule = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' } as const
  await cloudwatch.send(new PutMetricAlarmCommand({ AlarmName, ...metric, ...rule, TreatMissingData: 'ignore' }))
  await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'for the test' }))
  cloudwatch.destroy()
}
