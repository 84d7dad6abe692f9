import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Action } from '../elb/state.ts'
import type { RequestFacts } from './rule-match.ts'

/** An error that the load balancer itself answers, in ALB's words. */
export function answerError(response: ServerResponse, status: 400 | 502 | 503 | 504): void {
  const title = `${status} ${status === 503 ? 'Service Temporarily Unavailable' : STATUS_CODES[status]}`
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`
  response
    .writeHead(status, { server: 'awselb/2.0', 'content-type': 'text/html', 'content-length': body.length })
    .end(body)
}

export function answerFixed(response: ServerResponse, action: Extract<Action, { type: 'fixed-response' }>): void {
  const body = Buffer.from(action.body)
  const headers = {
    server: 'awselb/2.0',
    'content-type': `${action.contentType}; charset=utf-8`,
    'content-length': body.length,
  }
  response.writeHead(action.status, headers).end(body)
}

/** `#{protocol}`, `#{host}`, `#{port}`, `#{path}` (without its first `/`) and `#{query}` stand for what was asked. */
export function answerRedirect(
  response: ServerResponse,
  action: Extract<Action, { type: 'redirect' }>,
  facts: RequestFacts,
  port: number,
): void {
  const asked: Readonly<Record<string, string>> = {
    protocol: 'HTTP',
    host: facts.host,
    port: String(port),
    path: facts.path.slice(1),
    query: facts.query,
  }
  const fill = (text: string): string => text.replace(/#\{(\w+)\}/g, (whole, name: string) => asked[name] ?? whole)
  const query = fill(action.query)
  const place = `${fill(action.protocol).toLowerCase()}://${fill(action.host)}:${fill(action.port)}${fill(action.path)}`
  const location = query === '' ? place : `${place}?${query}`
  response.writeHead(action.status, { server: 'awselb/2.0', location, 'content-length': 0 }).end()
}
