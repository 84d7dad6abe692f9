import { causesOf } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { planDefinition } from '../../src/deploy/definition/plan.ts'
import { readSource } from '../../src/deploy/definition/source.ts'
import { memoryEcs } from './memory-ecs.ts'

const registered = { family: 'api', containerDefinitions: [{ name: 'api', futureField: 1 }], futureTop: 1 }
const ecs = memoryEcs({ definitions: { 'td/api:1': registered } })
const files = (entries: Readonly<Record<string, unknown>>) => ({
  ecs,
  readFile: async (path: string): Promise<string | undefined> =>
    path in entries ? JSON.stringify(entries[path]) : undefined,
})

describe('the task definition', () => {
  it('of a file is what it says', async () => {
    await expect(readSource('ecs/td.json', files({ 'ecs/td.json': registered }))).resolves.toMatchObject({
      document: registered,
      from: 'ecs/td.json',
    })
  })

  it('of a file that holds the output of DescribeTaskDefinition is the definition, with its tags', async () => {
    const described = {
      taskDefinition: {
        ...registered,
        taskDefinitionArn: 'td/api:1',
        status: 'ACTIVE',
        revision: 1,
        compatibilities: ['EC2'],
      },
      tags: [
        { key: 'aws:cloudformation:stack-name', value: 'api' },
        { key: 'a', value: 'b' },
      ],
    }
    const { document } = await readSource('td.json', files({ 'td.json': described }))
    expect(document).toEqual({ ...registered, tags: [{ key: 'a', value: 'b' }] })
  })

  it('of a family is its latest revision, unknown members and all, without what only the API writes', async () => {
    await expect(readSource('api', files({}))).resolves.toMatchObject({ document: registered, from: 'td/api:1' })
  })

  it('a file wins over a family of the same name', async () => {
    await expect(readSource('api', files({ api: { ...registered, family: 'other' } }))).resolves.toMatchObject({
      from: 'api',
    })
  })

  it.for([
    ['no family', { containerDefinitions: [] }],
    ['no containers', { family: 'api' }],
    ['a list', []],
  ] as const)('of a file with %s is refused', async ([, json]) => {
    await expect(readSource('td.json', files({ 'td.json': json }))).rejects.toMatchObject({
      code: 'TASK_DEFINITION_UNREADABLE',
    })
  })

  it.for([
    ['an unquoted value', '{"environment":[{"name":"DB_PASSWORD","value": hunter2}]}'],
    ['a text that never ends', '{"environment":[{"name":"DB_PASSWORD","value":"hunter2'],
    ['a missing comma', '{"environment":[{"name":"DB_PASSWORD" "value":"hunter2"}]}'],
    ['a line break in a text', '{"value":"hunter2\nhunter2"}'],
    ['nothing but a value', 'hunter2'],
  ] as const)('of a file with %s is refused without showing any of it, since it may hold secrets', async ([, text]) => {
    const ports = { ecs, readFile: async (): Promise<string> => text }
    const error: unknown = await readSource('td.json', ports).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'TASK_DEFINITION_UNREADABLE', message: expect.stringContaining('td.json') })
    expect([String(error), ...causesOf(error)].join()).not.toMatch(/hunter|DB_/)
  })

  it('of a file with a byte order mark is read', async () => {
    const ports = { ecs, readFile: async (): Promise<string> => `\uFEFF${JSON.stringify(registered)}` }
    await expect(readSource('td.json', ports)).resolves.toMatchObject({ document: registered })
  })
})

describe('a file as a template', () => {
  const container = { name: 'api', image: '<IMAGE1_NAME>', essential: true }
  const plan = (json: object, name = 'api') =>
    planDefinition({ taskDefinition: 'td.json', container: name, image: 'i:2' }, 'td/api:1', files({ 'td.json': json }))

  it('whose only placeholder is the image is registered with the image', async () => {
    await expect(plan({ family: 'web', containerDefinitions: [container] })).resolves.toMatchObject({
      kind: 'register',
      document: { containerDefinitions: [{ image: 'i:2' }] },
    })
  })

  it.for([
    [
      'with other placeholders',
      { family: '__TASK_FAMILY__', cpu: '__CPU__', containerDefinitions: [container] },
      'family, cpu still hold a placeholder',
    ],
    [
      'of several containers of which one alone gets an image',
      { family: 'web', containerDefinitions: [container, { name: 'session', image: '' }] },
      'containerDefinitions[session].image still holds a placeholder, or nothing',
    ],
  ] as const)('%s is refused before it is registered', async ([, json, says]) => {
    await expect(plan(json)).rejects.toMatchObject({
      code: 'TASK_DEFINITION_UNREADABLE',
      message: expect.stringContaining(says),
    })
  })

  it('tags of AWS are left out, and that is said', async () => {
    const tags = [{ key: 'aws:x', value: 'y' }]
    await expect(plan({ family: 'web', containerDefinitions: [container], tags })).resolves.toMatchObject({
      document: expect.not.objectContaining({ tags: expect.anything() }),
      because: expect.stringContaining('without aws:x'),
    })
  })
})
