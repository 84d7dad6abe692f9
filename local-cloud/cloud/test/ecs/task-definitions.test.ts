import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
  type ContainerDefinition,
  type ECSClient,
  type PortMapping,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { app, startBareRig, type BareRig } from '@slipway/test-support/rigs/bare-ecs-rig'

let rig: BareRig
let ecs: ECSClient

beforeAll(async () => {
  rig = await startBareRig({
    unknownMembers: ['futureTop', 'futureField', 'futurePort'],
    unknownValues: ['overlay', 'LAMBDA'],
  })
  ;({ ecs } = rig)
})
afterAll(() => rig.stop())

it('keeps members that no SDK knows yet, at every depth', async () => {
  const definition = {
    family: 'future',
    futureTop: { a: [1, 2] },
    containerDefinitions: [{ ...app, futureField: 'kept', portMappings: [{ containerPort: 80, futurePort: true }] }],
  }
  await rig.send('RegisterTaskDefinition', definition)
  const { body } = await rig.send('DescribeTaskDefinition', { taskDefinition: 'future' })
  expect(body['taskDefinition']).toMatchObject(definition)
})

it('fills in the defaults that ECS shows', async () => {
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'defaults',
      containerDefinitions: [
        { ...app, portMappings: [{ containerPort: 8080 }], healthCheck: { command: ['CMD', 'true'], interval: 5 } },
      ],
    }),
  )
  expect(taskDefinition).toMatchObject({
    taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/defaults:1',
    revision: 1,
    status: 'ACTIVE',
    volumes: [],
    placementConstraints: [],
    containerDefinitions: [
      {
        cpu: 0,
        essential: true,
        environment: [],
        mountPoints: [],
        volumesFrom: [],
        portMappings: [{ containerPort: 8080, hostPort: 0, protocol: 'tcp' }],
        healthCheck: { interval: 5, timeout: 5, retries: 3 },
      },
    ],
  })
})

it('numbers revisions, lists them, and takes them out of use', async () => {
  for (let revision = 0; revision < 3; revision += 1) {
    await ecs.send(new RegisterTaskDefinitionCommand({ family: 'many', containerDefinitions: [app] }))
  }
  await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'many:3' }))
  const latest = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'many' }))
  expect(latest.taskDefinition?.revision).toBe(2)
  const gone = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'many:3' }))
  expect(gone.taskDefinition).toMatchObject({ status: 'INACTIVE', deregisteredAt: expect.any(Date) })
  const first = await ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: 'many', sort: 'DESC', maxResults: 1 }))
  const second = await ecs.send(
    new ListTaskDefinitionsCommand({ familyPrefix: 'many', sort: 'DESC', maxResults: 1, nextToken: first.nextToken }),
  )
  expect([first.taskDefinitionArns, second.taskDefinitionArns, second.nextToken]).toEqual([
    [expect.stringMatching(/many:2$/)],
    [expect.stringMatching(/many:1$/)],
    undefined,
  ])
})

type Input = Partial<RegisterTaskDefinitionCommandInput>

it.for<{ name: string; input: Input; shown: Input }>([
  { name: 'vCPUs and GB', input: { cpu: '1 vCPU', memory: '2 GB' }, shown: { cpu: '1024', memory: '2048' } },
  { name: 'fractions', input: { cpu: '.25 vcpu', memory: '0.5GB' }, shown: { cpu: '256', memory: '512' } },
  { name: 'small letters', input: { cpu: '2vcpu', memory: '30gb' }, shown: { cpu: '2048', memory: '30720' } },
  { name: 'the least', input: { cpu: '.125 vCPU', memory: '1' }, shown: { cpu: '128', memory: '1' } },
  { name: 'the most', input: { cpu: '192 vCPU' }, shown: { cpu: '196608' } },
  { name: 'units', input: { cpu: '1024', memory: '3072' }, shown: { cpu: '1024', memory: '3072' } },
])('a size in $name is shown in units', async ({ input, shown }) => {
  expect(await rig.register(input)).toMatchObject(shown)
})

it.for<{ name: string; mode?: 'awsvpc' | 'host' | 'bridge'; given: PortMapping; hostPort: number | undefined }>([
  { name: 'bridge, which is the default', given: { containerPort: 80 }, hostPort: 0 },
  { name: 'bridge with 0', mode: 'bridge', given: { containerPort: 80, hostPort: 0 }, hostPort: 0 },
  { name: 'bridge with a port', mode: 'bridge', given: { containerPort: 80, hostPort: 8080 }, hostPort: 8080 },
  { name: 'bridge with a range', mode: 'bridge', given: { containerPortRange: '80-90' }, hostPort: undefined },
  { name: 'awsvpc', mode: 'awsvpc', given: { containerPort: 80 }, hostPort: 80 },
  { name: 'awsvpc with 0', mode: 'awsvpc', given: { containerPort: 80, hostPort: 0 }, hostPort: 80 },
  { name: 'host', mode: 'host', given: { containerPort: 80 }, hostPort: 80 },
])('the host port of $name is $hostPort', async ({ mode, given, hostPort }) => {
  const containers = { containerDefinitions: [{ ...app, portMappings: [given] }] }
  const { containerDefinitions } = await rig.register({ ...(mode && { networkMode: mode }), ...containers })
  expect(containerDefinitions?.[0]?.portMappings).toEqual([{ protocol: 'tcp', ...given, hostPort }])
})

it.for<{ name: string; input: Input; compatibilities: readonly string[] }>([
  { name: 'bridge', input: {}, compatibilities: ['EXTERNAL', 'EC2'] },
  { name: 'awsvpc without a size', input: { networkMode: 'awsvpc', cpu: '256' }, compatibilities: ['EC2'] },
  {
    name: 'awsvpc with a size',
    input: { networkMode: 'awsvpc', cpu: '256', memory: '512' },
    compatibilities: ['EC2', 'FARGATE'],
  },
])('$name runs on $compatibilities', async ({ input, compatibilities }) => {
  expect(await rig.register(input)).toMatchObject({ compatibilities })
})

const container = (more: Partial<ContainerDefinition>): Input => ({ containerDefinitions: [{ ...app, ...more }] })

it.for<{ name: string; input: Input; says: RegExp }>([
  { name: 'a family with a space', input: { family: 'a b' }, says: /family "a b"/ },
  { name: 'no container', input: { containerDefinitions: [] }, says: /at least one container/ },
  { name: 'two of one name', input: { containerDefinitions: [app, app] }, says: /must be unique/ },
  { name: 'no image', input: { containerDefinitions: [{ name: 'app' }] }, says: /Container.image/ },
  { name: 'nothing essential', input: container({ essential: false }), says: /marked essential/ },
  { name: 'a size in words', input: { cpu: 'two cores' }, says: /'cpu' setting for task: "two cores"/ },
  { name: 'a size in another unit', input: { memory: '2 GiB' }, says: /'memory' setting for task: "2 GiB"/ },
  { name: 'a placeholder for a size', input: { cpu: '__CPU__' }, says: /"__CPU__"/ },
  { name: 'too small a size', input: { cpu: '.1 vCPU' }, says: /128 to 196608 CPU units/ },
  { name: 'too large a size', input: { cpu: '193 vCPU' }, says: /128 to 196608 CPU units/ },
  {
    name: 'a mapping without a container port',
    input: container({ portMappings: [{ hostPort: 80 }] }),
    says: /^Invalid 'containerPort' setting for container 'app'\.$/,
  },
  {
    name: 'the container port 0',
    input: container({ portMappings: [{ containerPort: 0 }] }),
    says: /^Invalid 'containerPort'/,
  },
  {
    name: 'a port that is none',
    input: container({ portMappings: [{ containerPort: 80, hostPort: 70_000 }] }),
    says: /^Invalid 'hostPort' setting for container 'app'\.$/,
  },
  {
    name: 'another host port with awsvpc',
    input: { networkMode: 'awsvpc', ...container({ portMappings: [{ containerPort: 80, hostPort: 8080 }] }) },
    says: /^When networkMode=awsvpc, the host ports and container ports in port mappings must match\.$/,
  },
  {
    name: 'a port without a network',
    input: { networkMode: 'none', ...container({ portMappings: [{ containerPort: 80 }] }) },
    says: /networkMode=none/,
  },
  {
    name: 'Fargate with another network',
    input: { requiresCompatibilities: ['FARGATE'], networkMode: 'bridge', cpu: '256', memory: '512' },
    says: /^Fargate only supports network mode 'awsvpc'\.$/,
  },
  {
    name: 'Fargate without a size of the CPU',
    input: { requiresCompatibilities: ['EC2', 'FARGATE'], networkMode: 'awsvpc', memory: '512' },
    says: /^Fargate requires that 'cpu' be defined at the task level\.$/,
  },
  {
    name: 'Fargate without a size of the memory',
    input: { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256' },
    says: /^Fargate requires that 'memory' be defined at the task level\.$/,
  },
  { name: 'a tag of AWS', input: { tags: [{ key: 'AWS:x', value: 'y' }] }, says: /key AWS:x begins with aws:/ },
])('refuses $name', async ({ input, says }) => {
  await expect(rig.register(input)).rejects.toMatchObject({
    name: 'ClientException',
    message: expect.stringMatching(says),
  })
})

it('refuses a place to run that there is not', async () => {
  const definition = { family: 'a', containerDefinitions: [app], requiresCompatibilities: ['LAMBDA'] }
  expect((await rig.send('RegisterTaskDefinition', definition)).body).toMatchObject({
    __type: 'InvalidParameterException',
    message: expect.stringMatching(/Value 'LAMBDA' at 'requiresCompatibilities\[0\]'/),
  })
})

it('refuses a network mode that there is not', async () => {
  const answered = await rig.send('RegisterTaskDefinition', {
    family: 'a',
    networkMode: 'overlay',
    containerDefinitions: [app],
  })
  expect(answered.body).toMatchObject({
    __type: 'InvalidParameterException',
    message: expect.stringMatching(/^1 validation error detected: Value 'overlay' at 'networkMode'/),
  })
})
