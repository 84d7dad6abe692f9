import { createEcs } from '@slipway/aws/ecs-client'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { imageOf } from '@slipway/test-support/images/layer'
import { deleteImage, push } from '@slipway/test-support/images/push-image'
import { localService, type LocalService } from './local-service.ts'

// A release is deployed, and what runs of it is less than what is wanted.

let service: LocalService

beforeAll(async () => {
  service = await localService()
})
afterAll(() => service.rig.stop())

const server = `
import { createServer } from 'node:http'
createServer((_, response) => response.end(JSON.stringify({ version: process.env.VERSION })))
  .listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
`

it('of a release whose image is gone no task comes back: the same release again does not pass', async () => {
  const { cloud } = service.rig
  const bytes = await imageOf({ 'server.mjs': server }, { Entrypoint: ['node', 'server.mjs'] })
  await push(cloud, 'app', bytes, 'v2')
  const next = { version: '2.0.0', inputs: { image: `${cloud.registryHost}/app@${bytes.digest}` } }
  expect((await service.release(next)).judgement.reason).toBe('deployed')

  await deleteImage(cloud, 'app', bytes.digest)
  await service.rig.stopTasks()
  await vi.waitUntil(async () => (await service.rig.service()).runningCount === 0, { timeout: 600_000 })
  const from = service.mark()
  const lines: string[] = []
  const again = await service.release({ ...next, onLine: (line) => lines.push(line) })
  expect(again.judgement.verdict).toBe('fail')
  expect(service.writes(from)).toEqual(['UpdateService'])
  expect(lines.join('\n')).toMatch(/0 of 2 wanted tasks run/)

  await push(cloud, 'app', bytes, 'v2')
  // Its answer is lost, so that the SDK sends it again, and it begins two deployments.
  cloud.faults.inject({ service: 'ecs', operation: 'UpdateService', code: 'RESET', applied: true })
  const before = await createEcs().listServiceDeployments({ cluster: 'main', service: 'web' })
  const last = await service.release(next)
  expect(last.judgement).toMatchObject({ verdict: 'pass', reason: 'deployed' })
  expect(last.serviceDeploymentArn).toBe(await service.rig.newestDeployment())
  const after = await createEcs().listServiceDeployments({ cluster: 'main', service: 'web' })
  expect(after.length - before.length).toBe(2)
})
