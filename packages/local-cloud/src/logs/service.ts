import type { Service } from '../frame/operation.ts'

export const logs: Service = {
  name: 'logs',
  protocol: { kind: 'json', version: '1.1', targetPrefix: 'Logs_20140328' },
  operations: {},
}
