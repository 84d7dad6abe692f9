import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'

/** What stands for the work of an answer, in milliseconds: long enough that a stop under load always finds requests in flight. */
export const workMs = 20

/** What the routes must know about the process they run in. */
export interface Lifecycle {
  readonly draining: boolean
}

export function serveRoutes(server: FastifyInstance, config: Config, lifecycle: Lifecycle): void {
  const { version, commit } = config
  server.get('/', async () => {
    await delay(workMs)
    return { service: 'slipway-app', version, commit }
  })
  server.get('/version', async () => ({ version, commit }))
  server.get('/health', async () => ({ status: 'ok' }))
  server.get('/ready', async (_request, reply) => {
    if (!lifecycle.draining) return { status: 'ready' }
    return reply.code(503).send({ status: 'draining' })
  })
}
