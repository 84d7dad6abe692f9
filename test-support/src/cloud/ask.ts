import { Agent, request, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import type { Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly socket: Socket
}

export interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly agent?: RequestOptions['agent']
}

/** One request; rejects where the connection broke. */
export function ask(url: string, { method = 'GET', headers = {}, body, agent = false }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      const { socket } = response
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          socket,
        }),
      )
    })
      .on('error', reject)
      .end(body)
  })
}

/** A client that keeps one connection. */
export function keepAlive(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 })
}
