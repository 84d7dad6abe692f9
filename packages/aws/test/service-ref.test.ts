import { expect, it, test } from 'vitest'
import { serviceRef } from '../src/service-ref.ts'

const prefix = 'arn:aws:ecs:eu-west-1:123456789012'
const full = `${prefix}:service/shop/api`
const home = prefix

it.for([
  ['two names', 'shop', 'api', { cluster: 'shop', service: 'api' }],
  ['a service ARN without a cluster', 'default', full, { cluster: 'shop', service: 'api', home }],
  ['a service ARN and its cluster', 'shop', full, { cluster: 'shop', service: 'api', home }],
  [
    'a service ARN and its cluster’s ARN',
    `${prefix}:cluster/shop`,
    full,
    { cluster: `${prefix}:cluster/shop`, service: 'api', home },
  ],
  ['an ARN of the old form', 'shop', `${prefix}:service/api`, { cluster: 'shop', service: 'api', home }],
  [
    'another partition',
    'default',
    'arn:aws-cn:ecs:cn-north-1:1:service/a/b',
    { cluster: 'a', service: 'b', home: 'arn:aws-cn:ecs:cn-north-1:1' },
  ],
  [
    'what is no service ARN',
    'shop',
    `${prefix}:task/shop/api`,
    { cluster: 'shop', service: `${prefix}:task/shop/api` },
  ],
] as const)('%s', ([, cluster, service, ref]) => {
  expect(serviceRef(cluster, service)).toEqual(ref)
})

test('an ARN of another cluster than the one that was set is refused, whichever was meant', () => {
  expect(() => serviceRef('test', `${prefix}:service/shop/api`)).toThrow('is in cluster shop, not in test')
})
