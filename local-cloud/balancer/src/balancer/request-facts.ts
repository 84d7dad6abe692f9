import type { IncomingMessage } from 'node:http'
import type { RequestFacts } from './rule-match.ts'

export function requestFacts(request: IncomingMessage): RequestFacts {
  const target = request.url ?? '/'
  const mark = target.indexOf('?')
  return {
    method: request.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    host: (request.headers.host ?? '').replace(/:\d+$/, ''),
    header: (name) => request.headersDistinct[name] ?? [],
  }
}
