import { parseFault, type Fault } from './fault.ts'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export interface Config {
  readonly port: number
  readonly host: string
  readonly version: string
  readonly commit: string
  readonly logLevel: (typeof levels)[number]
  /** How long a stop may take before what is still open is cut, in milliseconds. */
  readonly shutdownGraceMs: number
  /** How long the service still accepts connections after SIGTERM while it says it is not ready, in milliseconds. */
  readonly shutdownDelayMs: number
  readonly fault: Fault
}

/** The environment holds values the service cannot run with; the message names each variable and its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('; '))
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads and checks the whole environment once; throws `ConfigError` with every problem in it. */
export function readConfig(env: Environment): Config {
  const problems: string[] = []
  const read = <T>(name: string, fallback: string, parse: (text: string) => T | undefined, want: string): T => {
    const text = env[name] ?? ''
    const value = parse(text === '' ? fallback : text)
    if (value === undefined) problems.push(`${name} is ${JSON.stringify(text)}: it must be ${want}`)
    return value as T
  }
  const config: Config = {
    port: read('PORT', '8080', whole(0, 65_535), 'a port from 0 to 65535'),
    host: read('HOST', '0.0.0.0', printable, 'an address to listen on, without spaces'),
    version: read('APP_VERSION', '0.0.0', printable, 'a version without spaces'),
    commit: read('APP_COMMIT', 'unknown', printable, 'a commit without spaces'),
    logLevel: read(
      'LOG_LEVEL',
      'info',
      (text) => levels.find((level) => level === text),
      `one of ${levels.join(', ')}`,
    ),
    shutdownGraceMs: read('SHUTDOWN_GRACE_MS', '5000', whole(0, 120_000), 'milliseconds from 0 to 120000'),
    shutdownDelayMs: read('SHUTDOWN_DELAY_MS', '200', whole(0, 60_000), 'milliseconds from 0 to 60000'),
    fault: read('FAULT', 'none', parseFault, 'none, error, crash, late:N or no-drain'),
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

function whole(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    return value >= least && value <= most ? value : undefined
  }
}

function printable(text: string): string | undefined {
  return /^[\x21-\x7e]{1,128}$/.test(text) ? text : undefined
}
