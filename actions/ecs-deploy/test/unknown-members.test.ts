import { createEcs } from '@slipway/aws/ecs-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { localService, type LocalService } from './local-service.ts'

let service: LocalService

beforeAll(async () => {
  service = await localService(['futureTop', 'futureField'])
})
afterAll(() => service.rig.stop())

it('members that no SDK knows reach ECS, come back, and count when definitions are compared', async () => {
  const future = { version: '1.5.0', more: { futureField: { a: [1, null] } }, top: { futureTop: 'kept' } }
  const result = await service.release(future)
  expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
  const registered = await createEcs().describeTaskDefinition(result.taskDefinitionArn)
  expect(registered?.document).toMatchObject({
    futureTop: 'kept',
    containerDefinitions: [{ futureField: { a: [1, null] } }],
  })
  await expect(service.release(future)).resolves.toMatchObject({ judgement: { reason: 'unchanged' } })

  const viaFamily = await service.release({ version: '1.5.0', inputs: { taskDefinition: 'app' } })
  expect(viaFamily.judgement).toMatchObject({ reason: 'unchanged' })
})
