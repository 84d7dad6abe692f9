import { createServer } from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createProbe } from '../src/index.ts'
import { selfSigned } from './self-signed.ts'
import { listening } from './server.ts'

async function secureServer(): Promise<{ readonly port: number; readonly cert: string }> {
  const { key, cert } = selfSigned()
  const server = createServer({ key, cert }, (_request, response) => response.end('private'))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { port: await listening(server), cert }
}

describe('TLS', () => {
  it('is verified', async () => {
    const { port } = await secureServer()
    const result = await createProbe().send({ url: `https://127.0.0.1:${port}/`, timeoutMs: 5000 })
    expect(result).toMatchObject({ kind: 'unreachable', code: 'tls-failed' })
  })

  it('is verified although the environment says not to', async ({ onTestFinished: finished }) => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    finished(() => {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
    })
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    const { port } = await secureServer()
    const result = await createProbe().send({ url: `https://127.0.0.1:${port}/`, timeoutMs: 5000 })
    expect(result).toMatchObject({ kind: 'unreachable', code: 'tls-failed' })
  })

  it('answers for the authority that is trusted', async () => {
    const { port, cert } = await secureServer()
    const result = await createProbe({ ca: cert }).send({ url: `https://127.0.0.1:${port}/`, timeoutMs: 5000 })
    expect(result).toMatchObject({ kind: 'answered', body: 'private' })
  })

  it('is not good for another name at the same address', async () => {
    const { port, cert } = await secureServer()
    const probe = createProbe({ ca: cert, resolve: async () => ['127.0.0.1'] })
    const result = await probe.send({ url: `https://other.internal:${port}/`, timeoutMs: 5000 })
    expect(result).toMatchObject({ kind: 'unreachable', code: 'tls-failed' })
  })
})
