import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { workMs } from './routes.ts'

/** Long enough to be seen running, too short to be found healthy. */
const crashAfterMs = 60

/** Makes `server` go wrong as the configured fault says. `no-drain` is the shutdown's own matter. */
export function injectFault(server: FastifyInstance, config: Config): void {
  const { fault } = config
  if (fault.kind === 'error') failRequests(server, config, (path) => path !== '/health')
  if (fault.kind === 'late') failRequests(server, config, afterServed(fault.after))
  if (fault.kind === 'crash') server.addHook('onListen', async () => void setTimeout(crash, crashAfterMs, server))
}

function failRequests(server: FastifyInstance, { version, commit }: Config, fails: (path: string) => boolean): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!fails(request.routeOptions.url ?? request.url)) return
    await delay(workMs)
    await reply.code(500).send({ error: 'fault injected: this release does not work', version, commit })
  })
}

function afterServed(limit: number): (path: string) => boolean {
  let served = 0
  return (path) => path === '/' && ++served > limit
}

function crash(server: FastifyInstance): void {
  server.log.fatal({ fault: 'crash' }, 'fault injected: cannot go on, the address of the database is empty')
  process.exit(1)
}
