import type { Service } from '../frame/operation.ts'

export const cloudwatch: Service = {
  name: 'monitoring',
  protocol: { kind: 'json', version: '1.0', targetPrefix: 'GraniteServiceVersion20100801' },
  operations: {},
}
