import { unfilled, type JsonObject } from '@slipway/task-definition'
import { expect, it } from 'vitest'

const api = (changes: JsonObject = {}, top: JsonObject = {}): JsonObject => ({
  family: 'api',
  containerDefinitions: [{ name: 'api', image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1', ...changes }],
  ...top,
})
const inContainer = 'containerDefinitions[api]'

it.for([
  ['a filled one', api(), []],
  ['a family', api({}, { family: '__FAMILY__' }), ['family']],
  ['sizes', api({}, { cpu: '__CPU__', memory: '${MEMORY}' }), ['cpu', 'memory']],
  ['sizes in words', api({}, { cpu: '1 vCPU', memory: '2 GB' }), []],
  ['a whole role', api({}, { executionRoleArn: '${ROLE}' }), ['executionRoleArn']],
  ['an account in a role', api({}, { taskRoleArn: 'arn:aws:iam::<ACCOUNT_ID>:role/x' }), ['taskRoleArn']],
  ['an account as a word', api({}, { taskRoleArn: 'arn:aws:iam::ACCOUNT_ID:role/x' }), ['taskRoleArn']],
  ['a role by name', api({}, { taskRoleArn: 'ecsTaskExecutionRole' }), []],
  ['a Go template', api({ name: '{{ must_env `NAME` }}' }), ['containerDefinitions[{{ must_env `NAME` }}].name']],
  ['an image', api({ image: '<IMAGE>' }), [`${inContainer}.image`]],
  ['a region in an image', api({ image: '123456789012.dkr.ecr.REGION.amazonaws.com/x' }), [`${inContainer}.image`]],
  ['an account in an image', api({ image: 'ACCOUNT.dkr.ecr.eu-west-1.amazonaws.com/x' }), [`${inContainer}.image`]],
  [
    'a region of logs as a word',
    api({ logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-region': 'REGION' } } }),
    [`${inContainer}.logConfiguration.options.awslogs-region`],
  ],
  ['an empty image', api({ image: '' }), [`${inContainer}.image`]],
  ['no image', { family: 'api', containerDefinitions: [{ name: 'api' }] }, [`${inContainer}.image`]],
  [
    'a secret',
    api({ secrets: [{ name: 'D', valueFrom: 'arn:aws:ssm:REGION:123456789012:parameter/d' }] }),
    [`${inContainer}.secrets[D].valueFrom`],
  ],
  ['a secret of this account', api({ secrets: [{ name: 'D', valueFrom: 'db-password' }] }), []],
  [
    'a region of logs',
    api({ logConfiguration: { options: { 'awslogs-region': '$REGION', tag: '{{.Name}}' } } }),
    [`${inContainer}.logConfiguration.options.awslogs-region`],
  ],
  [
    'texts that may hold anything',
    api({ command: ['echo ${A} <b>'], environment: [{ name: 'A', value: '{{x}}' }], dockerLabels: { a: '${b}' } }),
    [],
  ],
] as const)('%s', ([, document, paths]) => {
  expect(unfilled(document)).toEqual(paths)
})
