import type { Service } from '../frame/operation.ts'

export const elb: Service = {
  name: 'elasticloadbalancing',
  protocol: {
    kind: 'query',
    version: '2015-12-01',
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  },
  operations: {},
}
