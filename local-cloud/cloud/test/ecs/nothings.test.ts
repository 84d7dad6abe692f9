import { DescribeServicesCommand, ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { app, startBareRig, type Answered, type BareRig } from '@slipway/test-support/rigs/bare-ecs-rig'

let rig: BareRig

beforeAll(async () => {
  rig = await startBareRig({ unknownMembers: ['futureList', 'futureFlag'] })
  await rig.create({ serviceName: 'web' })
})
afterAll(() => rig.stop())

/** Everything of CreateService and UpdateService that the local cloud has not, as clients send it without being asked. */
const nothings = {
  placementConstraints: [],
  placementStrategy: [],
  serviceRegistries: [],
  volumeConfigurations: [],
  vpcLatticeConfigurations: [],
  gatewayConnectors: [],
  serviceConnectConfiguration: { enabled: false },
  monitoring: { metricConfigurations: [] },
  capacityProviderStrategy: [],
  deploymentConfiguration: {
    strategy: 'ROLLING',
    lifecycleHooks: [],
    linearConfiguration: {},
    canaryConfiguration: null,
    earlySuccessCriteria: { enable: false, healthyPercent: 50 },
    alarms: { alarmNames: [], enable: false, rollback: false },
    deploymentCircuitBreaker: { enable: false, rollback: false },
  },
  futureList: [],
  futureFlag: false,
}

async function deployments(service: string): Promise<number> {
  const listed = await rig.ecs.send(new ListServiceDeploymentsCommand({ cluster: 'main', service }))
  return listed.serviceDeployments?.length ?? 0
}

describe('what asks for nothing is taken', () => {
  it('by CreateCluster', async () => {
    const none = { capacityProviders: [], defaultCapacityProviderStrategy: [], serviceConnectDefaults: null, tags: [] }
    const { status } = await rig.send('CreateCluster', { clusterName: 'empty', configuration: {}, ...none })
    expect(status).toBe(200)
  })

  it('by CreateService', async () => {
    const taskDefinition = (await rig.register()).taskDefinitionArn
    const named = { cluster: 'main', serviceName: 'nothing', taskDefinition, desiredCount: 0 }
    expect(await rig.send('CreateService', { ...named, role: null, tags: [], ...nothings })).toMatchObject({
      status: 200,
      body: { service: { serviceRegistries: [], placementConstraints: [], loadBalancers: [] } },
    })
  })

  it('by UpdateService, and starts no deployment', async () => {
    const before = await deployments('web')
    const { status } = await rig.send('UpdateService', {
      cluster: 'main',
      service: 'web',
      ...nothings,
      loadBalancers: [],
      networkConfiguration: {},
    })
    expect([status, await deployments('web')]).toEqual([200, before])
  })
})

it.for([
  { name: 'a placement strategy', input: { placementStrategy: [{ type: 'random' }] }, says: '"placementStrategy"' },
  {
    name: 'Service Connect',
    input: { serviceConnectConfiguration: { enabled: true } },
    says: '"serviceConnectConfiguration"',
  },
  {
    name: 'a finer metric',
    input: { monitoring: { metricConfigurations: [{ metricNames: ['CPUUtilization'], resolutionSeconds: 20 }] } },
    says: '"monitoring"',
  },
  {
    name: 'early success',
    input: { deploymentConfiguration: { earlySuccessCriteria: { enable: true } } },
    says: 'earlySuccessCriteria',
  },
  {
    name: 'linear steps',
    input: { deploymentConfiguration: { linearConfiguration: { stepPercent: 10 } } },
    says: 'linearConfiguration',
  },
])('$name is refused by name', async ({ input, says }) => {
  expect(await rig.send('UpdateService', { cluster: 'main', service: 'web', ...input })).toMatchObject({
    status: 501,
    body: { message: expect.stringContaining(says) },
  })
})

describe('null is absent at every depth', () => {
  const registered = async (definition: object): Promise<Answered['body']> =>
    (await rig.send('RegisterTaskDefinition', definition)).body

  it('in a task definition, so that the defaults stand', async () => {
    const nulls = {
      ...{ command: null, entryPoint: null, environment: null, healthCheck: null, essential: null, mountPoints: null },
      ...{ portMappings: [{ containerPort: 80, hostPort: null, protocol: null }], cpu: null, secrets: null },
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/a', mode: null }, secretOptions: null },
    }
    const { taskDefinition } = await registered({
      family: 'nulls',
      cpu: null,
      volumes: null,
      placementConstraints: null,
      futureList: null,
      tags: null,
      containerDefinitions: [{ ...app, ...nulls }],
    })
    expect(taskDefinition).toEqual({
      taskDefinitionArn: expect.stringMatching(/nulls:1$/),
      family: 'nulls',
      containerDefinitions: [
        {
          ...app,
          ...{ cpu: 0, essential: true, environment: [], mountPoints: [], volumesFrom: [], systemControls: [] },
          portMappings: [{ containerPort: 80, hostPort: 0, protocol: 'tcp' }],
          logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/a' } },
        },
      ],
      ...{ revision: 1, status: 'ACTIVE', volumes: [], placementConstraints: [] },
      compatibilities: ['EXTERNAL', 'EC2'],
      registeredAt: expect.any(Number),
      registeredBy: expect.any(String),
    })
  })

  it('in a service', async () => {
    const { status } = await rig.send('UpdateService', {
      ...{ cluster: 'main', service: 'web', taskDefinition: null, desiredCount: null, forceNewDeployment: null },
      deploymentConfiguration: { alarms: null, deploymentCircuitBreaker: null, minimumHealthyPercent: null },
      networkConfiguration: { awsvpcConfiguration: null },
    })
    const { services = [] } = await rig.ecs.send(new DescribeServicesCommand({ cluster: 'main', services: ['web'] }))
    expect([status, services[0]?.deploymentConfiguration?.minimumHealthyPercent]).toEqual([200, 100])
  })

  it('but in a list it stands for an item that was lost, and is refused', async () => {
    const environment = [null, { name: 'A', value: '1' }]
    expect(await registered({ family: 'lost', containerDefinitions: [{ ...app, environment }] })).toMatchObject({
      __type: 'SerializationException',
      message: 'containerDefinitions[0].environment[0] must be a structure, not null',
    })
  })
})
