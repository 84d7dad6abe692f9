import type { Service } from '../frame/operation.ts'

export const ecr: Service = {
  name: 'ecr',
  protocol: { kind: 'json', version: '1.1', targetPrefix: 'AmazonEC2ContainerRegistry_V20150921' },
  operations: {},
}
