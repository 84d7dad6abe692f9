import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

export interface ScriptedApi extends AsyncDisposable {
  readonly url: string
  readonly seen: readonly SeenRequest[]
}

/** An HTTP server that gives these answers, in order, and remembers what it was asked. `hang up` answers nothing. */
export async function scriptedApi(...answers: readonly (Answer | 'hang up')[]): Promise<ScriptedApi> {
  const seen: SeenRequest[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request
      const answer = answers[seen.length] ?? { status: 500, body: { message: 'the script has ended' } }
      seen.push({ method, path: decodeURIComponent(url), headers, body: body === '' ? undefined : JSON.parse(body) })
      if (answer === 'hang up') return request.socket.destroy()
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      return response.end(JSON.stringify(answer.body ?? {}))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
