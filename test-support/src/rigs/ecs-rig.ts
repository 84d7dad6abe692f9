import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
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
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
  CreateRuleCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '../cloud/local-cloud.ts'
import { imageOf } from '../images/layer.ts'
import { ecrClient, push } from '../images/push-image.ts'

/** Answers `{ version }` on every path but /health, which fails with `sick`; exits at once with `crash`. */
const server = `
import { createServer } from 'node:http'
const { PORT, VERSION, FAULT } = process.env
console.log('starting ' + VERSION)
if (FAULT === 'crash') { console.error('no database'); process.exit(3) }
const server = createServer((request, response) => {
  const sick = FAULT === 'sick' && request.url === '/health'
  setTimeout(() => response.writeHead(sick ? 500 : 200).end(JSON.stringify({ version: VERSION })), 5)
})
// Longer than the load balancer keeps a connection, as ALB asks of its targets.
server.keepAliveTimeout = 3_600_000
if (FAULT !== 'deaf') server.listen(Number(PORT), '127.0.0.1')
else setInterval(() => {}, 1000)
process.on('SIGTERM', () => { console.log('bye'); server.close(() => process.exit(0)); setTimeout(() => process.exit(0), 50) })
`

export interface EcsRig {
  readonly cloud: LocalCloud
  readonly ecs: ECSClient
  readonly logs: CloudWatchLogsClient
  readonly elb: ElasticLoadBalancingV2Client
  /** What another client of this cloud is made with. */
  readonly config: ClientConfig
  readonly productionUrl: string
  readonly testUrl: string
  readonly blueGroup: string
  readonly greenGroup: string
  readonly productionRule: string
  readonly testRule: string
  readonly loadBalancers: NonNullable<CreateServiceCommandInput['loadBalancers']>
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

interface ClientConfig {
  readonly endpoint: string
  readonly region: string
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken: string
  }
  readonly maxAttempts: number
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
  const { accessKeyId, secretAccessKey, sessionToken } = cloud.credentials
  const config = {
    endpoint: cloud.url,
    region: cloud.world.region,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    maxAttempts: 1,
  }
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

async function putAlarm(config: ClientConfig, AlarmName: string, StateValue: 'OK' | 'ALARM'): Promise<void> {
  const cloudwatch = new CloudWatchClient(config)
  const metric = { Namespace: 'App', MetricName: 'Errors', Statistic: 'Sum', Period: 60 } as const
  const rule = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' } as const
  await cloudwatch.send(new PutMetricAlarmCommand({ AlarmName, ...metric, ...rule, TreatMissingData: 'ignore' }))
  await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'for the test' }))
  cloudwatch.destroy()
}

async function pushServer(cloud: LocalCloud): Promise<string> {
  await ecrClient(cloud).send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const bytes = await imageOf(
    {
      'srv/server.mjs': server,
      'srv/check.mjs': `const r = await fetch('http://127.0.0.1:' + process.env.PORT + '/health'); process.exit(r.ok ? 0 : 1)`,
    },
    { Entrypoint: ['node'], Cmd: ['server.mjs'], WorkingDir: '/srv', Env: ['VERSION=image', 'FAULT=none'] },
  )
  const pushed = await push(cloud, 'app', bytes, 'v1')
  if (!pushed.ok) throw new Error(`the image was not taken: ${pushed.status} ${await pushed.text()}`)
  return `${cloud.registryHost}/app:v1`
}

function containerDefinition(
  image: string,
  version: string,
  fault: string,
  more: Partial<ContainerDefinition>,
): ContainerDefinition {
  return {
    name: 'app',
    image,
    essential: true,
    portMappings: [{ containerPort: 8080 }],
    environment: [
      { name: 'VERSION', value: version },
      { name: 'FAULT', value: fault },
    ],
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': '/app', 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'web' },
    },
    ...more,
  }
}

type Wiring = Pick<
  EcsRig,
  'productionUrl' | 'testUrl' | 'blueGroup' | 'greenGroup' | 'productionRule' | 'testRule' | 'loadBalancers'
>

/** Two target groups, and a production and a test listener whose rules forward to both. */
async function wire(elb: ElasticLoadBalancingV2Client, cloud: LocalCloud): Promise<Wiring> {
  const created = await elb.send(new CreateLoadBalancerCommand({ Name: 'front', Subnets: ['subnet-a', 'subnet-b'] }))
  const balancer = created.LoadBalancers?.[0]?.LoadBalancerArn
  const blueGroup = await targetGroup(elb, 'blue')
  const greenGroup = await targetGroup(elb, 'green')
  const production = await listener(elb, balancer, 80, blueGroup, greenGroup)
  const test = await listener(elb, balancer, 9000, blueGroup, greenGroup)
  return {
    productionUrl: cloud.listenerUrl(production.listener),
    testUrl: cloud.listenerUrl(test.listener),
    blueGroup,
    greenGroup,
    productionRule: production.rule,
    testRule: test.rule,
    loadBalancers: [
      {
        targetGroupArn: blueGroup,
        containerName: 'app',
        containerPort: 8080,
        advancedConfiguration: {
          alternateTargetGroupArn: greenGroup,
          productionListenerRule: production.rule,
          testListenerRule: test.rule,
          roleArn: 'arn:aws:iam::123456789012:role/ecs-infrastructure',
        },
      },
    ],
  }
}

async function targetGroup(elb: ElasticLoadBalancingV2Client, name: string): Promise<string> {
  const made = await elb.send(
    new CreateTargetGroupCommand({
      Name: name,
      Port: 8080,
      Protocol: 'HTTP',
      VpcId: 'vpc-1',
      TargetType: 'ip',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 5,
      HealthCheckTimeoutSeconds: 2,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
    }),
  )
  const arn = made.TargetGroups?.[0]?.TargetGroupArn ?? ''
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }]
  await elb.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: arn, Attributes }))
  return arn
}

async function listener(
  elb: ElasticLoadBalancingV2Client,
  LoadBalancerArn: string | undefined,
  Port: number,
  blue: string,
  green: string,
): Promise<{ listener: string; rule: string }> {
  const forward = {
    Type: 'forward' as const,
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: blue, Weight: 1 },
        { TargetGroupArn: green, Weight: 0 },
      ],
    },
  }
  const made = await elb.send(
    new CreateListenerCommand({ LoadBalancerArn, Port, Protocol: 'HTTP', DefaultActions: [forward] }),
  )
  const arn = made.Listeners?.[0]?.ListenerArn ?? ''
  await elb.send(
    new CreateRuleCommand({
      ListenerArn: arn,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', Values: ['/*'] }],
      Actions: [forward],
    }),
  )
  const { Rules = [] } = await elb.send(new DescribeRulesCommand({ ListenerArn: arn }))
  return { listener: arn, rule: Rules.find(({ IsDefault }) => IsDefault !== true)?.RuleArn ?? '' }
}
