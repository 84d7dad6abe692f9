import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import type { Lifecycle } from './routes.ts'

/** Sends the process through a stop once; calls after the first do nothing. */
export interface Shutdown {
  readonly lifecycle: Lifecycle
  begin(server: FastifyInstance, signal: string): Promise<void>
}

/**
 * On SIGTERM: not ready, answers with `Connection: close`, then no new connections, then the end when all that was
 * in flight is answered. After `shutdownGraceMs` whatever is still open is cut and the exit code is 1.
 */
export function shutdown(config: Config, exit: (code: number) => void): Shutdown {
  const lifecycle = { draining: false }
  return {
    lifecycle,
    async begin(server, signal) {
      if (config.fault.kind === 'no-drain') return exit(0)
      if (lifecycle.draining) return
      lifecycle.draining = true
      server.log.info({ signal, graceMs: config.shutdownGraceMs }, 'draining')
      const drained = await within(config.shutdownGraceMs, close(server, config.shutdownDelayMs))
      if (drained) server.log.info('stopped')
      else server.log.error('cut what was still open after the grace period')
      exit(drained ? 0 : 1)
    },
  }
}

async function close(server: FastifyInstance, delayMs: number): Promise<void> {
  await delay(delayMs)
  await server.close()
}

async function within(ms: number, work: Promise<void>): Promise<boolean> {
  const timer = new AbortController()
  const late = delay(ms, false, { signal: timer.signal }).catch(() => false)
  const done = await Promise.race([work.then(() => true), late])
  timer.abort()
  return done
}
