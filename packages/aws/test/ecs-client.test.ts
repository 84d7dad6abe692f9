import { ECSClient } from '@aws-sdk/client-ecs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { createEcs } from '../src/ecs-client.ts'
import type { EcsPort } from '../src/ecs.ts'

const ref = { cluster: 'shop', service: 'api' }

/** The client against a server that answers each request, by its JSON, with JSON. */
async function served(answer: (request: Record<string, unknown>) => unknown): Promise<EcsPort> {
  const server = createServer((request, response) => {
    void json(request).then((body) => response.end(JSON.stringify(answer(body as Record<string, unknown>))))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  return createEcs(new ECSClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 }))
}

test('a history of any length is read to its end, since no order of its pages is promised', async () => {
  const last = 60
  const ecs = await served(({ nextToken = '0' }) => {
    const page = Number(nextToken)
    const serviceDeployments = [{ serviceDeploymentArn: `sd/${page}`, createdAt: page, status: 'SUCCESSFUL' }]
    return page === last ? { serviceDeployments } : { serviceDeployments, nextToken: String(page + 1) }
  })
  const history = await ecs.listServiceDeployments(ref)
  expect(history).toHaveLength(last + 1)
  expect(history[0]?.arn).toBe(`sd/${last}`)
})

test('a deployment that names no target revision yet asks for none', async () => {
  const asked: unknown[] = []
  const ecs = await served(({ serviceRevisionArns }) => {
    asked.push(serviceRevisionArns)
    return { serviceRevisions: [{ serviceRevisionArn: 'rev/1', taskDefinition: 'td/1' }] }
  })
  await expect(ecs.describeServiceRevisions([''])).resolves.toEqual([])
  await expect(ecs.describeServiceRevisions(['', 'rev/1'])).resolves.toMatchObject([{ arn: 'rev/1' }])
  expect(asked).toEqual([['rev/1']])
})

test('an image that is named by its digest has it before any task has pulled it', async () => {
  const containerImages = [
    { containerName: 'api', image: 'registry:5000/api@sha256:1' },
    { containerName: 'proxy', image: 'registry:5000/proxy:v1' },
    { containerName: 'log', image: 'registry:5000/log@sha256:2', imageDigest: 'sha256:3' },
  ]
  const ecs = await served(() => ({ serviceRevisions: [{ serviceRevisionArn: 'rev/1', containerImages }] }))
  const [revision] = await ecs.describeServiceRevisions(['rev/1'])
  expect(revision?.images.map(({ digest }) => digest)).toEqual(['sha256:1', undefined, 'sha256:3'])
})
