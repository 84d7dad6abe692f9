import { createServer as createTcpServer } from 'node:net'
import * as zlib from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createProbe, type ProbeResult } from '../src/index.ts'
import { listening, serve } from './server.ts'

const text = '{"version":"1.4.0"}'
const mebibyte = 1024 * 1024

async function answerTo(body: Uint8Array | string, headers: Record<string, string> = {}): Promise<ProbeResult> {
  const port = await serve((_request, response) => response.writeHead(200, headers).end(body))
  return await createProbe().send({ url: `http://127.0.0.1:${port}/`, timeoutMs: 20_000 })
}

/** What a server writes before it closes the connection in good order. */
async function answerOf(bytes: Uint8Array): Promise<ProbeResult> {
  const server = createTcpServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(bytes)))
  onTestFinished(() => void server.close())
  return await createProbe().send({ url: `http://127.0.0.1:${await listening(server)}/`, timeoutMs: 20_000 })
}

describe('a body', () => {
  it.for([
    ['gzip', 'gzip', zlib.gzipSync(text)],
    ['gzip by its old name', 'x-gzip', zlib.gzipSync(text)],
    ['deflate', 'deflate', zlib.deflateSync(text)],
    ['br', 'BR', zlib.brotliCompressSync(text)],
    ['zstd', 'zstd', zlib.zstdCompressSync(text)],
    ['one coding after another', 'gzip, br', zlib.brotliCompressSync(zlib.gzipSync(text))],
    ['two members of gzip', 'gzip', Buffer.concat([zlib.gzipSync(text.slice(0, 5)), zlib.gzipSync(text.slice(5))])],
    ['no coding, by name', 'identity', Buffer.from(text)],
  ] as const)('is decoded: %s', async ([, coding, body]) => {
    const result = await answerTo(body, { 'content-encoding': coding })
    expect(result).toMatchObject({ kind: 'answered', body: text })
    expect(result).not.toHaveProperty('bodyFault')
  })

  it.for([
    ['a UTF-8 mark', Buffer.from(`\uFEFF${text}`)],
    ['a UTF-16 mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['a UTF-16 mark, the greater byte first', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ] as const)('loses %s', async ([, body]) => {
    expect(await answerTo(body)).toMatchObject({ kind: 'answered', body: text })
  })

  it('is nothing where nothing was sent, whatever coding is named', async () => {
    const result = await answerTo('', { 'content-encoding': 'gzip' })
    expect(result).toMatchObject({ kind: 'answered', body: '' })
    expect(result).not.toHaveProperty('bodyFault')
  })

  it.for([
    ['another coding', 'compress', text, 'encoded as compress, which is not supported'],
    [
      'more codings than anybody needs',
      'gzip, gzip, gzip, gzip, gzip',
      text,
      'encoded 5 times, of which at most 3 are supported',
    ],
    ['what is not the coding it names', 'gzip', text, 'not valid gzip'],
    [
      'more than one zstd frame, of which only the first is decoded',
      'zstd',
      Buffer.concat([zlib.zstdCompressSync(text), zlib.zstdCompressSync(text)]),
      'more than one zstd frame or stream, which is not supported',
    ],
    [
      'what follows the end of its br',
      'br',
      Buffer.concat([zlib.brotliCompressSync(text), Buffer.from('more')]),
      'more than one br frame or stream, which is not supported',
    ],
    ['more than is kept, once decoded', 'gzip', zlib.gzipSync('x'.repeat(2 * mebibyte)), 'longer than 1 MiB'],
    ['more than is kept', 'identity', 'x'.repeat(mebibyte + 1), 'longer than 1 MiB'],
  ] as const)('says why it cannot be judged: %s', async ([, coding, body, bodyFault]) => {
    expect(await answerTo(body, { 'content-encoding': coding })).toMatchObject({ kind: 'answered', bodyFault })
  })

  it('is kept whole up to 1 MiB', async () => {
    const result = await answerTo('x'.repeat(mebibyte))
    expect(result.kind === 'answered' && result.body.length).toBe(mebibyte)
    expect(result).not.toHaveProperty('bodyFault')
  })

  it.for([
    ['gzip', zlib.gzipSync(text)],
    ['br', zlib.brotliCompressSync(text)],
    ['zstd', zlib.zstdCompressSync(text)],
  ] as const)(
    'that ends in the middle of its %s is not whole, though the connection was closed in good order',
    async ([coding, whole]) => {
      const head = Buffer.from(`HTTP/1.1 200 OK\r\ncontent-encoding: ${coding}\r\n\r\n`)
      const result = await answerOf(Buffer.concat([head, whole.subarray(0, -3)]))
      expect(result).toMatchObject({ kind: 'unreachable', code: 'connection-lost' })
    },
  )

  it('up to the end of the connection is whole when that was closed in good order', async () => {
    const result = await answerOf(Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${text}`))
    expect(result).toMatchObject({ kind: 'answered', body: text })
  })

  it('up to the end of the connection is cut when that does not come', async () => {
    const server = createTcpServer((socket) => {
      const more = setInterval(() => socket.write('x'.repeat(64 * 1024)), 1)
      socket
        .on('error', () => {})
        .on('close', () => clearInterval(more))
        .write('HTTP/1.1 200 OK\r\n\r\n')
    })
    onTestFinished(() => void server.close())
    const url = `http://127.0.0.1:${await listening(server)}/`
    const result = await createProbe().send({ url, timeoutMs: 60_000 })
    expect(result).toMatchObject({ kind: 'answered', bodyFault: 'longer than 1 MiB' })
  })

  it.for([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ] as const)('that there cannot be is not waited for: %s, %d', async ([method, status]) => {
    const server = createTcpServer((socket) => {
      onTestFinished(() => void socket.destroy())
      socket.on('error', () => {}).once('data', () => socket.write(`HTTP/1.1 ${status} x\r\n\r\n`))
    })
    onTestFinished(() => void server.close())
    const url = `http://127.0.0.1:${await listening(server)}/`
    expect(await createProbe().send({ url, method, timeoutMs: 60_000 })).toMatchObject({ kind: 'answered', status })
  })

  it.for([
    ['a known length', `content-length: ${text.length}\r\n\r\n${text}`],
    ['chunks', `transfer-encoding: chunked\r\n\r\n${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`],
  ] as const)('of %s is whole, whatever becomes of the connection', async ([, rest]) => {
    for (const end of ['stays', 'is reset'] as const) {
      const server = createTcpServer((socket) => {
        onTestFinished(() => void socket.destroy())
        const after = end === 'stays' ? (): void => {} : (): void => void socket.resetAndDestroy()
        socket.on('error', () => {}).once('data', () => socket.write(`HTTP/1.1 200 OK\r\n${rest}`, after))
      })
      onTestFinished(() => void server.close())
      const url = `http://127.0.0.1:${await listening(server)}/`
      expect(await createProbe().send({ url, timeoutMs: 20_000 }), end).toMatchObject({ kind: 'answered', body: text })
    }
  })
})
