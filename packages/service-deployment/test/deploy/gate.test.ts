import type { Judgement } from '@slipway/outcome'
import { createProbe } from '@slipway/probe'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { verify } from '../../src/deploy/gate.ts'
import { instantClock, verify as defaults } from './world.ts'

interface Gated {
  readonly judgement: Judgement
  readonly lines: readonly string[]
  readonly masked: readonly string[]
}

/** The gate with live probes of a server on loopback. */
async function gate(listener: RequestListener, path = '/version', userinfo = ''): Promise<Gated> {
  const server = createServer(listener)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const lines: string[] = []
  const masked: string[] = []
  const say = (line: string): void => void lines.push(line)
  const log = { info: say, warning: say, debug: () => {}, group: <T>(_title: string, body: () => Promise<T>) => body() }
  const url = `http://${userinfo}127.0.0.1:${(server.address() as AddressInfo).port}${path}`
  const inputs = { ...defaults, url, intervalMs: 10, attemptTimeoutMs: 300, timeoutMs: 1500 }
  const signal = new AbortController().signal
  const clock = instantClock(500)
  const ports = { probe: createProbe(), clock, log, signal, mask: (text: string) => void masked.push(text) }
  return { judgement: await verify(inputs, clock.now() + inputs.timeoutMs, ports), lines, masked }
}

describe('the gate', () => {
  it('does not pass a body that is cut', async () => {
    const { judgement } = await gate((request) => request.socket.write('HTTP/1.1 200 OK\r\n\r\n{"version":"2.0.0"}'))
    expect(judgement).toMatchObject({ verdict: 'inconclusive', reason: 'unreachable' })
  })

  it('masks what the URL carries, and shows nothing of it that an answer echoes', async () => {
    const { judgement, lines, masked } = await gate(
      (request, response) => response.end(JSON.stringify({ version: `${'x'.repeat(100)}${request.url}` })),
      '/?q=hidden_%22value&token=hidden-too',
      'me:hid%64en@',
    )
    expect(judgement).toMatchObject({ verdict: 'fail', reason: 'wrong-version' })
    expect(masked).toEqual(['hid%64en', 'hidden', 'me:hidden', 'hidden-too'])
    expect(JSON.stringify([judgement, lines])).not.toMatch(/hid(d|%64)en/)
  })

  it('says how close a version is, and which others answer', async () => {
    let requests = 0
    const { judgement, lines } = await gate(
      (_request, response) => response.end(`{"version":"${requests++ % 2 === 0 ? 'v2.0.0' : '1.9.0'}"}`),
      '/?release=2.0.0',
    )
    expect(lines.join()).toContain('is "v2.0.0", expected "2.0.0" (only the leading v differs)')
    expect(judgement.message).toMatch(/\(answers: (v2\.0\.0|1\.9\.0) x \d+, (v2\.0\.0|1\.9\.0) x \d+\)$/)
  })
})
