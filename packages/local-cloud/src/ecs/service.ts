import type { Service } from '../frame/operation.ts'

export const ecs: Service = {
  name: 'ecs',
  protocol: { kind: 'json', version: '1.1', targetPrefix: 'AmazonEC2ContainerServiceV20141113' },
  operations: {},
}
