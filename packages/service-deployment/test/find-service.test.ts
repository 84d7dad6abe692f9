import type { EcsPort } from '@slipway/aws/ecs'
import { expect, test } from 'vitest'
import { findService } from '../src/find-service.ts'

test('a service that is being deleted is not waited for', async () => {
  const ecs = { describeService: async () => ({ arn: 'api', status: 'DRAINING' }) } as unknown as EcsPort
  await expect(findService(ecs, { cluster: 'shop', service: 'api' })).rejects.toMatchObject({
    code: 'SERVICE_NOT_ACTIVE',
    remedy: expect.stringMatching(/^it is being deleted and does not become ACTIVE again/),
  })
})
