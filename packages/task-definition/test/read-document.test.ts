import { readDocument, type JsonObject } from '@slipway/task-definition'
import { describe, expect, it, test } from 'vitest'

const api: JsonObject = { family: 'api', containerDefinitions: [{ name: 'api', image: 'i:1' }] }
const read = (json: unknown): JsonObject => readDocument('td.json', JSON.stringify(json)).document

describe('is read', () => {
  it.for([
    ['what RegisterTaskDefinition takes', api, api],
    ['what DescribeTaskDefinition answers', { taskDefinition: { ...api, revision: 4, status: 'ACTIVE' } }, api],
    [
      'an export of the console: a null member is an absent one, at every depth',
      {
        ...api,
        taskRoleArn: null,
        tags: null,
        containerDefinitions: [
          {
            name: 'api',
            image: 'i:1',
            command: null,
            healthCheck: null,
            logConfiguration: { logDriver: 'awslogs', secretOptions: null },
          },
        ],
        requiresAttributes: [{ name: 'x', value: null }],
      },
      { ...api, containerDefinitions: [{ name: 'api', image: 'i:1', logConfiguration: { logDriver: 'awslogs' } }] },
    ],
    [
      'members that nobody knows keep their nulls',
      { ...api, futureTop: { a: [1, null, 2] }, futureNull: null },
      { ...api, futureTop: { a: [1, null, 2] }, futureNull: null },
    ],
    ['tags', { ...api, tags: [{ key: 'team', value: 'a' }] }, { ...api, tags: [{ key: 'team', value: 'a' }] }],
    ['no tags', { taskDefinition: api, tags: [] }, api],
    [
      'tags of AWS are left out',
      {
        ...api,
        tags: [
          { key: 'aws:cloudformation:stack-name', value: 's' },
          { key: 'team', value: 'a' },
        ],
      },
      { ...api, tags: [{ key: 'team', value: 'a' }] },
    ],
    ['nothing but tags of AWS', { taskDefinition: api, tags: [{ key: 'AWS:x', value: '' }] }, api],
    [
      'empty texts and placeholders of a command',
      { ...api, pidMode: '', containerDefinitions: [{ name: 'api', command: ['sh', '-c', 'echo ${A}'] }] },
      { ...api, pidMode: '', containerDefinitions: [{ name: 'api', command: ['sh', '-c', 'echo ${A}'] }] },
    ],
  ] as const)('%s', ([, json, document]) => {
    expect(read(json)).toEqual(document)
  })

  it('with a byte-order mark', () => {
    expect(readDocument('td.json', `\uFEFF${JSON.stringify(api)}`).document).toEqual(api)
  })
})

test('which tags were left out is said', () => {
  const tags = [
    { key: 'aws:a', value: '1' },
    { key: 'b', value: '2' },
  ]
  expect(readDocument('td.json', JSON.stringify({ taskDefinition: api, tags })).leftOut).toEqual(['aws:a'])
})

const text = JSON.stringify(api, undefined, 2)

describe('is refused by the name of its fault', () => {
  it.for([
    [
      'a comment',
      text.replace('"family"', '// the family\n  "family"'),
      'a comment, which JSON does not allow, at line 2, column 3',
    ],
    ['a comment over lines', text.replace('"family"', '/* the\n family */ "family"'), 'a comment, which JSON'],
    ['a comma too many', text.replace('"i:1"', '"i:1",'), 'a comma too many) at line 7, column 5'],
    ['a missing comma', text.replace('"api",', '"api"'), 'a comma is missing at line 3'],
    ['an unquoted template', text.replace('"i:1"', '{{ image }}'), 'a name in double quotes is missing'],
    ['YAML', 'family: y\ncontainerDefinitions:\n  - name: a\n', 'it is YAML, not JSON'],
    ['YAML with a document start', '---\nfamily: y\n', 'it is YAML, not JSON'],
    ['nothing', ' \n', 'it is empty'],
    ['UTF-16', text.replaceAll(/[^]/g, '$&\u0000'), 'it is not UTF-8 text'],
    ['UTF-16 with its mark', `\uFFFD\uFFFD${text}`, 'it is not UTF-8 text'],
    [
      'a member twice',
      text.replace('"family"', '"family": "other",\n  "family"'),
      'family is written twice in one object, the second time at line 3, column 3',
    ],
    ['a member twice, deep', text.replace('"name"', '"image": "x",\n "name"'), 'image is written twice'],
    ['no object', '"api"', 'it is not a JSON object'],
    ['a bare list of containers', '[{"name":"a","image":"b"}]', 'a list of container definitions without'],
    ['a list', '[]', 'it is a list, not a JSON object'],
    [
      'names of CloudFormation',
      '{"Family":"p","ContainerDefinitions":[]}',
      'containerDefinitions is written as ContainerDefinitions',
    ],
    ['one name of CloudFormation', '{"Family":"p","containerDefinitions":[]}', 'family is written as Family'],
    ['names of Terraform', '{"family":"p","container_definitions":"[]"}', 'written as container_definitions'],
    [
      'a CloudFormation template',
      '{"Resources":{"T":{"Type":"AWS::ECS::TaskDefinition"}}}',
      'a CloudFormation template',
    ],
    ['a CloudFormation resource', '{"Type":"AWS::ECS::TaskDefinition","Properties":{}}', 'a CloudFormation template'],
    ['an AppSpec', '{"version":0.0,"Resources":[{"TargetService":{}}]}', 'an AppSpec of CodeDeploy'],
    ['a wrapped definition', JSON.stringify({ TaskDefinition: api }), 'the definition is inside of TaskDefinition'],
    ['a Compose file', '{"version":"3","services":{"web":{"image":"x"}}}', 'it is a Compose file'],
    ['a Kubernetes manifest', '{"apiVersion":"v1","kind":"Pod"}', 'it is a Kubernetes manifest'],
    ['no family', '{"containerDefinitions":[]}', 'it has no family'],
    ['a null family', '{"family":null,"containerDefinitions":[]}', 'it has no family'],
    ['no containers', '{"family":"a"}', 'it has no containerDefinitions'],
    ['null containers', '{"family":"a","containerDefinitions":null}', 'it has no containerDefinitions'],
    ['containers as text', '{"family":"a","containerDefinitions":"[]"}', 'its containerDefinitions are not a list'],
    [
      'a container without a name',
      '{"family":"a","containerDefinitions":[{"Name":"a"}]}',
      'containerDefinitions[0] has no name',
    ],
    [
      'a name twice',
      '{"family":"a","containerDefinitions":[{"name":"a"},{"name":"a"}]}',
      'two containers have the name a',
    ],
    ['a null container', '{"family":"a","containerDefinitions":[null]}', 'containerDefinitions[0] is null'],
    [
      'a null in a list of a container',
      '{"family":"a","containerDefinitions":[{"name":"a","environment":[null]}]}',
      'containerDefinitions[0].environment[0] is null',
    ],
    ['a null tag', JSON.stringify({ taskDefinition: api, tags: [null] }), 'tags[0] is null'],
  ] as const)('%s', ([, source, fault]) => {
    const reading = (): unknown => readDocument('td.json', source)
    expect(reading).toThrow(expect.objectContaining({ code: 'TASK_DEFINITION_UNREADABLE', remedy: expect.any(String) }))
    expect(reading).toThrow(`the task definition td.json cannot be read: `)
    expect(reading).toThrow(fault)
  })

  it('a template is to be rendered first', () => {
    const reading = (): unknown => readDocument('td.json', text.replace('"i:1"', '{{ image }}'))
    expect(reading).toThrow(expect.objectContaining({ remedy: expect.stringContaining('render it first') }))
  })
})
