import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished, vi } from 'vitest'

/** An operation's answer; a `code` makes it the exception of that name, and nothing at all makes it hang. */
export interface WireAnswer {
  readonly body?: object
  readonly code?: string
  readonly message?: string
  readonly status?: number
}

type Input = Readonly<Record<string, unknown>>

export interface Wire {
  /** In order; an operation is the last part of X-Amz-Target, or the path of a REST request. */
  readonly calls: { readonly operation: string; readonly input: Input }[]
  /** Of the signature of each call. */
  readonly regions: string[]
  /** Requests whose connection the client gave up. */
  readonly dropped: string[]
  /** Resolves with the next request that hangs. */
  hanging(): Promise<void>
}

type Answers = (operation: string, input: Input, call: number) => WireAnswer | undefined

/** A server that speaks the JSON protocols as AWS documents them, and the environment that leads to it. */
export async function startWire(answers: Answers): Promise<Wire> {
  const calls: Wire['calls'] = []
  const regions: string[] = []
  const dropped: string[] = []
  const waiting: (() => void)[] = []
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const input = parse(await text(request))
    const target = request.headers['x-amz-target']
    const operation = typeof target === 'string' ? (target.split('.')[1] ?? '') : (request.url ?? '')
    calls.push({ operation, input })
    // Credential=KEY/DATE/REGION/SERVICE/aws4_request
    regions.push(request.headers.authorization?.split('/')[2] ?? '')
    const answer = answers(operation, input, calls.length)
    if (answer !== undefined) return send(response, answer)
    response.on('close', () => dropped.push(operation))
    for (const wake of waiting.splice(0)) wake()
  }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c', AWS_REGION: 'eu-west-1' }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`)
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    server.closeAllConnections()
    await new Promise((resolve) => void server.close(resolve))
  })
  return { calls, regions, dropped, hanging: () => new Promise((resolve) => void waiting.push(resolve)) }
}

/** Query services send a form, which the tests here only have to take. */
function parse(body: string): Input {
  return body.startsWith('{') ? (JSON.parse(body) as Input) : Object.fromEntries(new URLSearchParams(body))
}

function send(response: ServerResponse, { body = {}, code, message = 'said so', status }: WireAnswer): void {
  const error = code === undefined ? {} : { 'x-amzn-errortype': code }
  response.writeHead(status ?? (code === undefined ? 200 : 400), { 'content-type': 'application/json', ...error })
  response.end(JSON.stringify(code === undefined ? body : { __type: code, message }))
}
