import { differences, type JsonObject } from '@slipway/task-definition'
import { describe, expect, it } from 'vitest'

const api = (changes: JsonObject = {}, top: JsonObject = {}): JsonObject => ({
  family: 'api',
  containerDefinitions: [{ name: 'api', image: 'i:1', ...changes }],
  ...top,
})

interface Row {
  readonly name: string
  readonly wanted: JsonObject
  readonly registered: JsonObject
  readonly differ: readonly string[]
}

const same: readonly Row[] = [
  { name: 'the same', wanted: api(), registered: api(), differ: [] },
  {
    name: 'members in another order',
    wanted: { containerDefinitions: [{ image: 'i:1', name: 'api' }], family: 'api' },
    registered: api(),
    differ: [],
  },
  {
    name: 'what the API fills in for a container',
    wanted: api(),
    registered: api({
      cpu: 0,
      essential: true,
      environment: [],
      mountPoints: [],
      volumesFrom: [],
      portMappings: [],
      systemControls: [],
    }),
    differ: [],
  },
  {
    name: 'what the API fills in at the top',
    wanted: api(),
    registered: api({}, { volumes: [], placementConstraints: [], networkMode: 'bridge' }),
    differ: [],
  },
  {
    name: 'a protocol',
    wanted: api({ portMappings: [{ containerPort: 80 }] }),
    registered: api({ portMappings: [{ containerPort: 80, hostPort: 0, protocol: 'tcp' }] }),
    differ: [],
  },
  {
    name: 'a host port with awsvpc',
    wanted: api({ portMappings: [{ containerPort: 80 }] }, { networkMode: 'awsvpc' }),
    registered: api(
      { portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }] },
      { networkMode: 'awsvpc' },
    ),
    differ: [],
  },
  {
    name: 'a host port with the network of the host, where it can only be the container port',
    wanted: api({ portMappings: [{ containerPort: 80 }] }, { networkMode: 'host' }),
    registered: api({ portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }] }, { networkMode: 'host' }),
    differ: [],
  },
  {
    name: 'a health check',
    wanted: api({ healthCheck: { command: ['CMD', 'true'] } }),
    registered: api({ healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 } }),
    differ: [],
  },
  {
    name: 'the order of the environment',
    wanted: api({
      environment: [
        { name: 'B', value: '2' },
        { name: 'A', value: '1' },
      ],
    }),
    registered: api({
      environment: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    }),
    differ: [],
  },
  {
    name: 'units in words',
    wanted: api({}, { cpu: '1 vCPU', memory: '2 GB' }),
    registered: api({}, { cpu: '1024', memory: '2048' }),
    differ: [],
  },
  {
    name: 'units as numbers',
    wanted: api({}, { cpu: 256, memory: 512 }),
    registered: api({}, { cpu: '256', memory: '512' }),
    differ: [],
  },
  { name: 'null and nothing', wanted: api({ user: null, command: [] }), registered: api(), differ: [] },
  {
    name: 'tags that are not set',
    wanted: api(),
    registered: api({}, { tags: [{ key: 'team', value: 'a' }] }),
    differ: [],
  },
  {
    name: 'tags in another order',
    wanted: api(
      {},
      {
        tags: [
          { key: 'b', value: '1' },
          { key: 'a', value: '1' },
        ],
      },
    ),
    registered: api(
      {},
      {
        tags: [
          { key: 'a', value: '1' },
          { key: 'b', value: '1' },
        ],
      },
    ),
    differ: [],
  },
  {
    name: 'volumes with an empty host',
    wanted: api({}, { volumes: [{ name: 'v' }] }),
    registered: api({}, { volumes: [{ name: 'v', host: {} }] }),
    differ: [],
  },
]

const different: readonly Row[] = [
  { name: 'the image', wanted: api({ image: 'i:2' }), registered: api(), differ: ['containerDefinitions[api].image'] },
  {
    name: 'a value of the environment, without showing it',
    wanted: api({ environment: [{ name: 'A', value: 'secret' }] }),
    registered: api({ environment: [{ name: 'A', value: 'x' }] }),
    differ: ['containerDefinitions[api].environment[A].value'],
  },
  {
    name: 'a variable that is gone',
    wanted: api(),
    registered: api({ environment: [{ name: 'A', value: '1' }] }),
    differ: ['containerDefinitions[api].environment'],
  },
  {
    name: 'the order of a command',
    wanted: api({ command: ['a', 'b'] }),
    registered: api({ command: ['b', 'a'] }),
    differ: ['containerDefinitions[api].command'],
  },
  {
    name: 'not essential',
    wanted: api({ essential: false }),
    registered: api({ essential: true }),
    differ: ['containerDefinitions[api].essential'],
  },
  {
    name: 'an unknown member at the top',
    wanted: api({}, { futureTop: { a: 1 } }),
    registered: api(),
    differ: ['futureTop'],
  },
  {
    name: 'an unknown member that the registered one has',
    wanted: api(),
    registered: api({}, { futureTop: 1 }),
    differ: ['futureTop'],
  },
  {
    name: 'an unknown member of a container',
    wanted: api({ futureField: 1 }),
    registered: api({ futureField: 2 }),
    differ: ['containerDefinitions[api].futureField'],
  },
  {
    name: 'an unknown member that is false',
    wanted: api({ futureField: false }),
    registered: api(),
    differ: ['containerDefinitions[api].futureField'],
  },
  {
    name: 'another container',
    wanted: api(),
    registered: { ...api(), containerDefinitions: [{ name: 'api', image: 'i:1' }, { name: 'proxy' }] },
    differ: ['containerDefinitions[proxy]'],
  },
  {
    name: 'tags that are set',
    wanted: api({}, { tags: [{ key: 'team', value: 'b' }] }),
    registered: api({}, { tags: [{ key: 'team', value: 'a' }] }),
    differ: ['tags'],
  },
  {
    name: 'a host port without awsvpc',
    wanted: api({ portMappings: [{ containerPort: 80 }] }),
    registered: api({ portMappings: [{ containerPort: 80, hostPort: 80 }] }),
    differ: ['containerDefinitions[api].portMappings'],
  },
  { name: 'memory', wanted: api({}, { memory: '512' }), registered: api({}, { memory: '1024' }), differ: ['memory'] },
]

describe.for([
  ['mean the same', same],
  ['differ', different],
] as const)('two definitions %s', ([, rows]) => {
  it.for(rows)('$name', ({ wanted, registered, differ }) => {
    expect(differences(wanted, registered)).toEqual(differ)
  })
})
