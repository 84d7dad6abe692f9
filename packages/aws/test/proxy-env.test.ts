import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createEcr } from '../src/ecr.ts'
import { proxyEnv } from '../src/proxy-env.ts'

const local = 'localhost,127.0.0.1-127.255.255.255,::1'

describe('proxyEnv', () => {
  it.for<[string, Record<string, string>, ReturnType<typeof proxyEnv>]>([
    ['nothing set', { NO_PROXY: 'a' }, undefined],
    ['empty', { HTTPS_PROXY: '', http_proxy: ' ' }, undefined],
    ['an address', { HTTPS_PROXY: 'http://p:3128' }, { HTTPS_PROXY: 'http://p:3128', NO_PROXY: local }],
    [
      'lower case wins',
      { HTTP_PROXY: 'http://a', http_proxy: 'http://b' },
      { HTTP_PROXY: 'http://b', NO_PROXY: local },
    ],
    ['no scheme', { HTTPS_PROXY: 'proxy:3128' }, { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: local }],
    [
      'names',
      { http_proxy: 'http://b', no_proxy: 'x.y, .z' },
      { HTTP_PROXY: 'http://b', NO_PROXY: `x.y,.x.y,.z,${local}` },
    ],
    ['all names', { http_proxy: 'http://b', NO_PROXY: '*' }, { HTTP_PROXY: 'http://b', NO_PROXY: `*,${local}` }],
    [
      'a number',
      { http_proxy: 'http://b', NO_PROXY: '10.0.0.1' },
      { HTTP_PROXY: 'http://b', NO_PROXY: `10.0.0.1,${local}` },
    ],
  ])('%s', ([, env, expected]) => {
    expect(proxyEnv(env)).toEqual(expected)
  })
})

/** A proxy that answers what it is asked itself, and opens no tunnel; what it was asked for, and the way to it. */
async function startProxy(env: Record<string, string>): Promise<readonly string[]> {
  const asked: string[] = []
  const body = { authorizationData: [{ proxyEndpoint: 'https://x', authorizationToken: 'dA==' }] }
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    response.end(JSON.stringify(body))
  })
  server.on('connect', ({ url }, socket) => {
    asked.push(`CONNECT ${url}`)
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const credentials = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' }
  const proxies = { HTTP_PROXY: `http://127.0.0.1:${port}`, https_proxy: `127.0.0.1:${port}`, no_proxy: '' }
  for (const [name, value] of Object.entries({ ...credentials, ...proxies, ...env })) vi.stubEnv(name, value)
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    server.closeAllConnections()
    await new Promise((resolve) => void server.close(resolve))
  })
  return asked
}

describe('a client of AWS', () => {
  it('asks through the proxy of the environment', async () => {
    const asked = await startProxy({ AWS_ENDPOINT_URL: 'http://ecr.test' })
    await expect(createEcr().login()).resolves.toMatchObject({ endpoint: 'https://x' })
    expect(asked).toEqual(['POST http://ecr.test/'])
  })

  it('asks for a tunnel where the endpoint is secure, and says what the proxy said', async () => {
    const asked = await startProxy({ AWS_ENDPOINT_URL: 'https://ecr.test' })
    await expect(createEcr().login()).rejects.toThrow(/tunnel to ecr\.test:443 .*403 Forbidden/)
    expect(asked).toContain('CONNECT ecr.test:443')
  })

  it('goes past it to what NO_PROXY names', async () => {
    const asked = await startProxy({ AWS_ENDPOINT_URL: 'http://ecr.eu-west-1.test:1', no_proxy: 'test' })
    await expect(createEcr().login(AbortSignal.timeout(300))).rejects.toThrow(/aborted/)
    expect(asked).toEqual([])
  })
})
