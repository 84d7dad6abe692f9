import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Config } from './config.ts'
import { injectFault } from './inject-fault.ts'
import { serveMetrics } from './metrics.ts'
import { serveRoutes, type Lifecycle } from './routes.ts'

/** What load balancers and collectors ask for all the time: logged only when someone debugs. */
const quiet = new Set(['/health', '/ready', '/metrics'])

export function logger(config: Config): FastifyBaseLogger {
  return pino({ level: config.logLevel, base: { service: 'slipway-app', version: config.version } })
}

/** The service, not yet listening. While `lifecycle.draining`, every answer asks its client to close the connection. */
export function buildServer(config: Config, lifecycle: Lifecycle, log: FastifyBaseLogger): FastifyInstance {
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // A request that comes in while we close is still answered: dropping it is what draining is there to prevent.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    keepAliveTimeout: 65_000,
  })
  server.addHook('onSend', async (_request, reply) => {
    if (lifecycle.draining) void reply.header('connection', 'close')
  })
  logAnswers(server)
  serveMetrics(server)
  injectFault(server, config)
  serveRoutes(server, config, lifecycle)
  return server
}

function logAnswers(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    const answer = {
      method: request.method,
      url: request.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    }
    if (reply.statusCode >= 500 && !quiet.has(request.url)) request.log.error(answer, 'answered with an error')
    else if (quiet.has(request.url)) request.log.debug(answer, 'answered')
    else request.log.info(answer, 'answered')
  })
}
