import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent as PlainAgent, createServer as plainServer, type RequestListener } from 'node:http'
import { Agent as TlsAgent, createServer as tlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exchange, type Answer } from '../src/registry/exchange.ts'
import { plainImage, temporaryFolder, writeFolder } from '@slipway/test-support/images/layouts'
import { connect, first, idle, isBlobPut, push, tick } from './pushing.ts'
import { startRegistry } from './registry-server.ts'

/** More than the buffers of both ends of a loopback connection take. */
const large = 16 * 1024 * 1024

const available = spawnSync('openssl', ['version']).status === 0

/** A server with this listener, and a PUT of `large` bytes to it that gives up after `idle` without a byte. */
async function put(scheme: 'http' | 'https', listener: RequestListener, patience?: number): Promise<Answer> {
  const { server, agent } = scheme === 'http' ? plain(listener) : await tls(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    agent.destroy()
    server.closeAllConnections()
    server.close()
  })
  const url = new URL(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const signal = new AbortController().signal
  const headers = { 'content-length': large }
  const chunk = Buffer.alloc(512 * 1024)
  const options = { method: 'PUT', url, headers, agent, idle, signal } as const
  return exchange(patience === undefined ? options : { ...options, patience }, async (sink) => {
    for (let sent = 0; sent < large && !sink.answered; sent += chunk.length) await sink.write(chunk)
  })
}

function plain(listener: RequestListener): { server: ReturnType<typeof plainServer>; agent: PlainAgent } {
  return { server: plainServer(listener), agent: new PlainAgent({ keepAlive: true }) }
}

async function tls(listener: RequestListener): Promise<{ server: ReturnType<typeof tlsServer>; agent: TlsAgent }> {
  const dir = await temporaryFolder()
  const [keyFile, certFile] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '1']
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile]
  execFileSync('openssl', ['req', '-x509', ...key, '-out', certFile, ...subject], { stdio: 'ignore' })
  const cert = readFileSync(certFile)
  return { server: tlsServer({ key: readFileSync(keyFile), cert }, listener), agent: new TlsAgent({ ca: cert }) }
}

/** Takes a megabyte every tick: slow, but never still. */
const slow: RequestListener = (request, response) => {
  let taken = 0
  request.on('data', (chunk: Buffer) => {
    taken += chunk.length
    if (taken < 1024 * 1024) return
    taken = 0
    request.pause()
    setTimeout(() => request.resume(), tick)
  })
  request.on('end', () => response.end('done'))
}

const dead: readonly (readonly [string, RequestListener])[] = [
  ['stops reading', (request) => void request.once('readable', () => request.read(1000))],
  ['reads nothing', () => undefined],
  ['reads everything and never answers', (request) => void request.resume()],
  [
    'stops in the middle of its answer',
    (request, response) => {
      request.resume().on('end', () => response.writeHead(201, { 'content-length': 100 }).write('half'))
    },
  ],
]

describe('stalls', () => {
  stalls('http')
})
describe.skipIf(!available)('lane: openssl (stalls over TLS)', () => {
  stalls('https')
})

function stalls(scheme: 'http' | 'https'): void {
  it.for(dead)('gives up a server that %s', async ([, listener]) => {
    await expect(put(scheme, listener)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  it('keeps a server that is slow', async () => {
    const startedAt = performance.now()
    expect(await put(scheme, slow, 60_000)).toMatchObject({ status: 200, text: 'done' })
    expect(performance.now() - startedAt).toBeGreaterThan(3 * idle)
  })

  it('waits longer for the answer than for the bytes where it was told to', async () => {
    const late: RequestListener = (request, response) => {
      request.resume().on('end', () => void delay(2 * idle).then(() => response.writeHead(201).end()))
    }
    await expect(put(scheme, late)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
    expect(await put(scheme, late, 60_000)).toMatchObject({ status: 201 })
  })
}

describe('a push', () => {
  it('begins a blob again when the registry stops reading', async () => {
    const { files, root } = plainImage('app', large)
    const server = await startRegistry()
    server.fault = first(1, isBlobPut, { kind: 'deaf' })
    const lines: string[] = []
    await push(`oci-layout:${await writeFolder(files)}`, connect(server, { say: (line) => lines.push(line) }))
    expect(server.manifests.has(root.digest)).toBe(true)
    expect(lines).toEqual([expect.stringMatching(/no byte moved for \d+ ms; pushing blob sha256:\w+ again/)])
  })
})

it.skipIf(!available)('a registry of an unknown authority is refused, with the way to make it known', async () => {
  const { server } = await tls((_request, response) => response.end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  await expect(connect({ url }).hasManifest('sha256:0')).rejects.toMatchObject({
    code: 'REGISTRY_UNREACHABLE',
    remedy: /NODE_EXTRA_CA_CERTS/,
  })
})
