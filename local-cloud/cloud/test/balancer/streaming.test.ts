import { once } from 'node:events'
import { request, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { ask } from '@slipway/test-support/cloud/ask'
import { startRig, type Rig } from '@slipway/test-support/rigs/balancer-rig'

let rig: Rig
afterEach(() => rig?.stop())

async function behind(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<void> {
  rig = await startRig()
  const group = await rig.group('blue')
  rig.shift({ [group]: 1 })
  await rig.target(group, 'blue', handler)
}

it('passes bodies on while they come, both ways', async () => {
  await behind((incoming, response) => void incoming.pipe(response))
  const asked = request(rig.url, { method: 'POST' })
  asked.write('one')
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  expect(String((await once(answer, 'data'))[0])).toBe('one')
  const ended = once(answer, 'end')
  asked.end('two')
  expect(String((await once(answer, 'data'))[0])).toBe('two')
  await ended
})

it('gives an answer back that comes before the body is whole', async () => {
  await behind((_incoming, response) => void response.writeHead(413).end('enough'))
  const asked = request(rig.url, { method: 'POST' })
  asked.write('x')
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(413)
  expect(String((await once(answer, 'data'))[0])).toBe('enough')
  asked.end()
})

it('asks a target over a connection that is kept', async () => {
  await behind((incoming, response) => void response.end(String(incoming.socket.remotePort)))
  const ports = new Set<string>()
  for (let turn = 0; turn < 10; turn += 1) ports.add((await ask(rig.url)).body)
  expect(ports.size).toBe(1)
})

it('tells the target that the client has gone', async () => {
  let gone: Promise<unknown> | undefined
  let arrived: () => void
  const arrival = new Promise<void>((resolve) => (arrived = resolve))
  await behind((_incoming, response) => {
    gone = once(response, 'close')
    arrived()
  })
  const asked = request(rig.url).on('error', () => undefined)
  asked.end()
  await arrival
  asked.destroy()
  await expect(gone).resolves.toEqual([])
})

it('says for whom it asks, and leaves the rest of the request as it was', async () => {
  await behind((incoming, response) => {
    response.setHeader('content-type', 'application/json')
    const { method, url, rawHeaders } = incoming
    response.end(JSON.stringify({ method, url, rawHeaders }))
  })
  const headers = { 'X-Forwarded-For': '10.0.0.1', 'X-Own': 'Kept', Host: 'shop.example', Connection: 'close' }
  const { body } = await ask(`${rig.url}/a%20b?c=d`, { method: 'PUT', headers, body: 'x' })
  const seen = JSON.parse(body) as { method: string; url: string; rawHeaders: string[] }
  expect(seen).toMatchObject({ method: 'PUT', url: '/a%20b?c=d' })
  const pairs = seen.rawHeaders.flatMap((name, index, all) => (index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : []))
  expect(pairs).toEqual(
    expect.arrayContaining([
      'X-Own: Kept',
      'Host: shop.example',
      'X-Forwarded-For: 10.0.0.1, 127.0.0.1',
      'X-Forwarded-Proto: http',
      'X-Forwarded-Port: 80',
      expect.stringMatching(/^X-Amzn-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    ]),
  )
  expect(pairs).not.toContain('Connection: close')
})

it('keeps answers without a body without one', async () => {
  await behind((incoming, response) => {
    if (incoming.method === 'HEAD') response.writeHead(200, { 'content-length': 42 }).end()
    else response.writeHead(304, { etag: '"x"' }).end()
  })
  expect(await ask(rig.url, { method: 'HEAD' })).toMatchObject({
    status: 200,
    body: '',
    headers: { 'content-length': '42' },
  })
  expect(await ask(rig.url)).toMatchObject({ status: 304, body: '', headers: { etag: '"x"' } })
})
