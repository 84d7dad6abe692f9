import {
  CreateClusterCommand,
  DeregisterTaskDefinitionCommand,
  DescribeServicesCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  UpdateServiceCommand,
  type AwsVpcConfiguration,
  type CreateServiceCommandInput,
  type NetworkConfiguration,
  type Service,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs'
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { elbClient } from '@slipway/test-support/rigs/balancer-rig'
import { app, startBareRig, type BareRig } from '@slipway/test-support/rigs/bare-ecs-rig'

let rig: BareRig
let elb: ElasticLoadBalancingV2Client
const definitions = { bridge: '', fargate: '', sizeless: '' }
const groups = { used: '', instances: '', unused: '' }

beforeAll(async () => {
  const unknownValues = [
    'FAST',
    'SPOT',
    'RANDOM',
    'NOBODY',
    'SOMETIMES',
    'KUBERNETES',
    'SHARE',
    'RETRY',
    'WAIT',
    'MAYBE',
    'insights',
  ]
  rig = await startBareRig({ unknownValues })
  const containerDefinitions = [{ ...app, portMappings: [{ containerPort: 80 }] }]
  const size = { networkMode: 'awsvpc', cpu: '256', memory: '512' } as const
  definitions.bridge = (await rig.register({ containerDefinitions })).taskDefinitionArn ?? ''
  definitions.fargate =
    (await rig.register({ family: 'fargate', containerDefinitions, ...size })).taskDefinitionArn ?? ''
  definitions.sizeless =
    (await rig.register({ family: 'sizeless', containerDefinitions, networkMode: 'awsvpc' })).taskDefinitionArn ?? ''
  elb = elbClient(rig.cloud)
  const made = await elb.send(new CreateLoadBalancerCommand({ Name: 'front' }))
  const LoadBalancerArn = made.LoadBalancers?.[0]?.LoadBalancerArn
  groups.used = await group('used', 'ip')
  groups.instances = await group('instances', 'instance')
  groups.unused = await group('unused', 'ip')
  for (const [index, TargetGroupArn] of [groups.used, groups.instances].entries()) {
    const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn }]
    await elb.send(new CreateListenerCommand({ LoadBalancerArn, Port: 80 + index, Protocol: 'HTTP', DefaultActions }))
  }
})
afterAll(async () => {
  elb.destroy()
  await rig.stop()
})

async function group(Name: string, TargetType: 'ip' | 'instance'): Promise<string> {
  const made = await elb.send(new CreateTargetGroupCommand({ Name, Port: 80, TargetType }))
  return made.TargetGroups?.[0]?.TargetGroupArn ?? ''
}

const network: NetworkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-1'] } }
type Input = Partial<Omit<CreateServiceCommandInput, 'serviceName'>>

const inTheCloud = (): Input => ({
  taskDefinition: definitions.fargate,
  launchType: 'FARGATE',
  networkConfiguration: network,
})
const behind = (targetGroupArn: string, alternate?: string): Input => ({
  loadBalancers: [
    {
      ...{ targetGroupArn, containerName: 'app', containerPort: 80 },
      ...(alternate === undefined
        ? {}
        : { advancedConfiguration: { alternateTargetGroupArn: alternate, productionListenerRule: 'rule' } }),
    },
  ],
})
const spot = { capacityProvider: 'FARGATE_SPOT', weight: 1 }
const none = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/none/0123456789abcdef'

type Refused = Input | (() => Input)

const refused: readonly { readonly name: string; readonly input: Refused; readonly says: RegExp }[] = [
  { name: 'no desired count', input: { desiredCount: undefined }, says: /^desiredCount is required/ },
  { name: 'a negative desired count', input: { desiredCount: -1 }, says: /not negative, not -1\.$/ },
  { name: 'half a task', input: { desiredCount: 1.5 }, says: /not 1\.5\.$/ },
  {
    name: 'more tasks than a service can have',
    input: { desiredCount: 5001 },
    says: /^desiredCount must be at most 5000, not 5001/,
  },
  {
    name: 'awsvpc without a network',
    input: () => ({ ...inTheCloud(), networkConfiguration: undefined }),
    says: /^Network Configuration must be provided when networkMode 'awsvpc' is specified\.$/,
  },
  {
    name: 'awsvpc with an empty network',
    input: () => ({ ...inTheCloud(), networkConfiguration: {} }),
    says: /^Network Configuration must be provided/,
  },
  {
    name: 'a network without subnets',
    input: () => ({ ...inTheCloud(), networkConfiguration: { awsvpcConfiguration: { subnets: [] } } }),
    says: /^subnets can not be empty\.$/,
  },
  {
    name: 'too many security groups',
    input: () => ({
      ...inTheCloud(),
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['a', 'b', 'c', 'd', 'e', 'f'] },
      },
    }),
    says: /^securityGroups can have at most 5 items\.$/,
  },
  {
    name: 'too many subnets',
    input: () => ({
      ...inTheCloud(),
      networkConfiguration: {
        awsvpcConfiguration: { subnets: Array.from({ length: 17 }, (_, index) => `s-${index}`) },
      },
    }),
    says: /^subnets can have at most 16 items\.$/,
  },
  {
    name: 'a network for another mode',
    input: () => ({ taskDefinition: definitions.bridge, networkConfiguration: network }),
    says: /^Network Configuration is not valid for the given networkMode of this task definition\.$/,
  },
  {
    name: 'a launch type beside a strategy',
    input: () => ({ ...inTheCloud(), capacityProviderStrategy: [spot] }),
    says: /^Specifying both a launch type and capacity provider strategy is not supported\./,
  },
  {
    name: 'Fargate for a definition that it cannot run',
    input: () => ({ taskDefinition: definitions.bridge, launchType: 'FARGATE' }),
    says: /^Task definition does not support launch_type FARGATE\.$/,
  },
  {
    name: 'Fargate for a definition without a size',
    input: () => ({ ...inTheCloud(), taskDefinition: definitions.sizeless }),
    says: /^Task definition does not support launch_type FARGATE\.$/,
  },
  {
    name: 'a provider that the cluster does not have',
    input: () => ({ ...inTheCloud(), launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'mine' }] }),
    says: /^The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster\./,
  },
  {
    name: 'a platform version for instances',
    input: () => ({ taskDefinition: definitions.bridge, launchType: 'EC2', platformVersion: '1.4.0' }),
    says: /^The platform version must be null when specifying an EC2 launch type\.$/,
  },
  {
    name: 'two providers without a weight',
    input: { capacityProviderStrategy: [{ capacityProvider: 'a' }, { capacityProvider: 'b', weight: 0 }] },
    says: /weight greater than 0/,
  },
  {
    name: 'two bases',
    input: {
      capacityProviderStrategy: [
        { ...spot, base: 1 },
        { capacityProvider: 'b', base: 2 },
      ],
    },
    says: /Only one capacity provider in a strategy can have a base/,
  },
  {
    name: 'too many providers',
    input: {
      capacityProviderStrategy: Array.from({ length: 21 }, (_, index) => ({
        capacityProvider: `p${index}`,
        weight: 1,
      })),
    },
    says: /at most 20 capacity providers/,
  },
  { name: 'too large a base', input: { capacityProviderStrategy: [{ ...spot, base: 100_001 }] }, says: /0 and 100000/ },
  { name: 'too heavy a weight', input: { capacityProviderStrategy: [{ ...spot, weight: 1001 }] }, says: /0 and 1000/ },
  {
    name: 'a target group that is not there',
    input: () => ({ ...inTheCloud(), ...behind(none) }),
    says: /^The target group with targetGroupArn \S+none\S+ does not exist\.$/,
  },
  {
    name: 'an alternate target group that is not there',
    input: () => ({ ...inTheCloud(), ...behind(groups.used, none) }),
    says: /none\S+ does not exist\.$/,
  },
  {
    name: 'a target group without a load balancer',
    input: () => ({ ...inTheCloud(), ...behind(groups.unused) }),
    says: /unused\S+ does not have an associated load balancer\.$/,
  },
  {
    name: 'a target group of instances with awsvpc',
    input: () => ({ ...inTheCloud(), ...behind(groups.instances) }),
    says: /has target type instance, which is incompatible with the awsvpc network mode/,
  },
  { name: 'a tag of AWS', input: { tags: [{ key: 'aws:cloud' }] }, says: /key aws:cloud begins with aws:/ },
  {
    name: 'a grace for health checks that nobody makes',
    input: { healthCheckGracePeriodSeconds: 30 },
    says: /^Health check grace period is only valid for services configured to use load balancers$/,
  },
  { name: 'a negative grace', input: { healthCheckGracePeriodSeconds: -1 }, says: /^healthCheckGracePeriodSeconds/ },
  ...unknown(),
]

/** Values that no enum has. */
function unknown(): typeof refused {
  const hook = { targetType: 'PAUSE', lifecycleStages: ['POST_SCALE_UP'] } as const
  const inputs: readonly (readonly [string, unknown])[] = [
    ['deploymentConfiguration.strategy', { deploymentConfiguration: { strategy: 'FAST' } }],
    ['launchType', { launchType: 'SPOT' }],
    ['schedulingStrategy', { schedulingStrategy: 'RANDOM' }],
    ['propagateTags', { propagateTags: 'NOBODY' }],
    [
      'assignPublicIp',
      { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'MAYBE' } } },
    ],
    ['availabilityZoneRebalancing', { availabilityZoneRebalancing: 'SOMETIMES' }],
    ['deploymentController.type', { deploymentController: { type: 'KUBERNETES' } }],
    [
      'thresholdConfiguration.type',
      {
        deploymentConfiguration: {
          deploymentCircuitBreaker: {
            ...{ enable: true, rollback: true },
            thresholdConfiguration: { type: 'SHARE', value: 1 },
          },
        },
      },
    ],
    [
      'lifecycleHooks[0].timeoutConfiguration.action',
      {
        deploymentConfiguration: {
          ...{ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 },
          lifecycleHooks: [{ ...hook, timeoutConfiguration: { timeoutInMinutes: 1, action: 'RETRY' } }],
        },
      },
    ],
    [
      'lifecycleHooks[0].targetType',
      {
        deploymentConfiguration: {
          ...{ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0, lifecycleHooks: [{ ...hook, targetType: 'WAIT' }] },
        },
      },
    ],
  ]
  return inputs.map(([path, input]) => ({
    name: `an unknown ${path}`,
    input: input as Refused,
    says: new RegExp(`at '\\S*${path.replaceAll(/[.[\]]/g, String.raw`\$&`)}' failed to satisfy constraint`),
  }))
}

describe('CreateService refuses', () => {
  it.for(refused)('$name', async ({ name, input, says }) => {
    const serviceName = name.replaceAll(/\W/g, '-')
    const creating = rig.create({ serviceName, ...(typeof input === 'function' ? input() : input) })
    await expect(creating).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(says),
    })
  })

  it('what was deregistered', async () => {
    const { taskDefinitionArn: taskDefinition = '' } = await rig.register({ family: 'gone' })
    await rig.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }))
    await expect(rig.create({ serviceName: 'refused', taskDefinition })).rejects.toThrow('TaskDefinition is inactive')
  })
})

const update = async (service: string, input: Partial<UpdateServiceCommandInput>): Promise<Service> =>
  (await rig.ecs.send(new UpdateServiceCommand({ cluster: 'main', service, ...input }))).service ?? {}

async function deployments(service: string): Promise<number> {
  const listed = await rig.ecs.send(new ListServiceDeploymentsCommand({ cluster: 'main', service }))
  return listed.serviceDeployments?.length ?? 0
}

describe('UpdateService', () => {
  it('scales a service whose definition was deregistered, and deploys it no more', async () => {
    const { taskDefinitionArn: taskDefinition = '' } = await rig.register({ family: 'old' })
    await rig.create({ serviceName: 'old', taskDefinition })
    await rig.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }))
    expect(await update('old', { desiredCount: 0, enableExecuteCommand: true })).toMatchObject({
      taskDefinition,
      enableExecuteCommand: true,
    })
    expect(await deployments('old')).toBe(1)
    for (const input of [{ taskDefinition }, { forceNewDeployment: true }]) {
      await expect(update('old', { desiredCount: 0, ...input })).rejects.toMatchObject({
        name: 'ClientException',
        message: 'TaskDefinition is inactive',
      })
    }
  })

  it('changes nothing when it is refused', async () => {
    await rig.create({ serviceName: 'kept', ...inTheCloud() })
    const refusals: readonly Partial<UpdateServiceCommandInput>[] = [
      { desiredCount: -2 },
      { taskDefinition: definitions.bridge },
      { networkConfiguration: { awsvpcConfiguration: { subnets: [] } } },
      { ...behind(none) },
      { capacityProviderStrategy: [{ ...spot, weight: -1 }] },
      { capacityProviderStrategy: [{ capacityProvider: 'mine' }] },
      { healthCheckGracePeriodSeconds: 9 },
    ]
    for (const input of refusals) {
      await expect(update('kept', { enableExecuteCommand: true, ...input })).rejects.toMatchObject({
        name: 'InvalidParameterException',
      })
    }
    const { services } = await rig.ecs.send(new DescribeServicesCommand({ cluster: 'main', services: ['kept'] }))
    expect(services).toMatchObject([{ desiredCount: 0, taskDefinition: definitions.fargate, loadBalancers: [] }])
    expect(services?.[0]?.enableExecuteCommand).toBeUndefined()
  })

  it('starts no deployment for a network that is the same, and one for another', async () => {
    const subnets = ['subnet-1', 'subnet-2']
    await rig.create({
      serviceName: 'same',
      ...inTheCloud(),
      networkConfiguration: { awsvpcConfiguration: { subnets } },
    })
    const defaults: Partial<AwsVpcConfiguration> = { securityGroups: [], assignPublicIp: 'DISABLED' }
    const same: AwsVpcConfiguration = { subnets: subnets.toReversed(), ...defaults }
    await update('same', { networkConfiguration: { awsvpcConfiguration: same }, platformVersion: 'LATEST' })
    expect(await deployments('same')).toBe(1)
    await update('same', { networkConfiguration: { awsvpcConfiguration: { ...same, securityGroups: ['sg-1'] } } })
    expect(await deployments('same')).toBe(2)
  })

  it('takes a strategy for the launch type, and an empty one back, without a deployment', async () => {
    const kind = ({ launchType, capacityProviderStrategy }: Service): unknown => ({
      launchType,
      capacityProviderStrategy,
    })
    const fargate = { launchType: 'FARGATE', capacityProviderStrategy: undefined }
    expect(kind(await rig.create({ serviceName: 'launched', ...inTheCloud() }))).toEqual(fargate)
    const moved = kind(await update('launched', { capacityProviderStrategy: [spot] }))
    expect(moved).toEqual({ launchType: undefined, capacityProviderStrategy: [spot] })
    const listed = async () =>
      (await rig.ecs.send(new ListServicesCommand({ cluster: 'main', launchType: 'FARGATE', maxResults: 100 })))
        .serviceArns
    expect(await listed()).not.toContainEqual(expect.stringMatching(/launched$/))
    expect(kind(await update('launched', { capacityProviderStrategy: [] }))).toEqual(fargate)
    expect(await listed()).toContainEqual(expect.stringMatching(/launched$/))
    expect(await deployments('launched')).toBe(1)
    const daemons = await rig.ecs.send(new ListServicesCommand({ cluster: 'main', schedulingStrategy: 'DAEMON' }))
    expect(daemons.serviceArns).toEqual([])
  })
})

it('a service behind a target group of its kind is taken', async () => {
  const created = await rig.create({ serviceName: 'taken', ...inTheCloud(), ...behind(groups.used) })
  expect(created.loadBalancers).toMatchObject([{ targetGroupArn: groups.used }])
})

it.for([
  { name: '', says: /^Invalid cluster name: $/ },
  { name: 'a b', says: /^Invalid cluster name: a b$/ },
])('no cluster is called "$name"', async ({ name: clusterName, says }) => {
  await expect(rig.ecs.send(new CreateClusterCommand({ clusterName }))).rejects.toThrow(says)
})

it('a cluster has no settings that ECS does not know', async () => {
  const settings = [{ name: 'insights', value: 'enabled' }]
  const { status, body } = await rig.send('CreateCluster', { clusterName: 'set', settings })
  expect([status, body.message]).toEqual([400, expect.stringContaining("Value 'insights' at 'settings[0].name'")])
})
