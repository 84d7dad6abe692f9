import { answerJson } from './control.ts'
import type { Lateness } from './lateness.ts'
import type { Route } from './route.ts'

/** `GET /health`: for who waits until the cloud serves, and for who wonders why it is slow. */
export function healthRoute(lateness: Lateness): Route {
  return {
    name: 'health',
    matches: (method, path) => (method === 'GET' || method === 'HEAD') && path === '/health',
    handle(_context, exchange) {
      answerJson(exchange, 200, {
        status: 'ok',
        lateMs: Math.round(lateness.between(Date.now() - recentMs, Date.now()).worstMs),
      })
    },
  }
}

/** Wall milliseconds that `lateMs` looks back. */
const recentMs = 10_000
