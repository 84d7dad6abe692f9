import { ConfigError, readConfig, type Config } from './config.ts'
import { buildServer, logger } from './server.ts'
import { shutdown } from './shutdown.ts'

/** `EX_CONFIG` of sysexits.h: starting again would not help. */
const badConfiguration = 78

async function start(config: Config): Promise<void> {
  const log = logger(config)
  const stop = shutdown(config, (code) => process.exit(code))
  const server = buildServer(config, stop.lifecycle, log)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop.begin(server, signal))
  await server.listen({ port: config.port, host: config.host })
}

try {
  await start(readConfig(process.env))
} catch (error) {
  const known = error instanceof ConfigError
  process.stderr.write(`${JSON.stringify({ level: 60, msg: known ? error.message : String(error) })}\n`)
  process.exit(known ? badConfiguration : 1)
}
