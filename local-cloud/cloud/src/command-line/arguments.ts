import { parseArgs } from 'node:util'
import type { LocalCloudOptions } from '../cloud.ts'

export const usage = `local-cloud [--port P] [--speed N] [--data DIR] [--detach | -- CMD …]

AWS and GitHub on loopback. Prints the environment to use as export lines and serves until it is interrupted;
with a command, runs it in that environment and then stops with its exit code.

  eval "$(local-cloud --detach)"   this shell uses the cloud from now on
  kill "$LOCAL_CLOUD_PID"          stops it

  --port P    listen on 127.0.0.1:P (default: a free port)
  --speed N   durations pass N times faster (default: 1)
  --data DIR  keep images and repositories in DIR (default: keep nothing)
  --detach    serve in the background, and end when the cloud is up
`

export interface Arguments {
  readonly options: LocalCloudOptions
  /** Program and arguments; empty without `--`. */
  readonly command: readonly string[]
  readonly detach: boolean
  readonly help: boolean
}

/** Throws with a message for the user where an argument is wrong. */
export function readArguments(argv: readonly string[]): Arguments {
  const at = argv.indexOf('--')
  const own = at < 0 ? argv : argv.slice(0, at)
  const { values } = parseArgs({
    args: [...own],
    options: {
      port: { type: 'string' },
      speed: { type: 'string' },
      data: { type: 'string' },
      detach: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const { port, speed, data, detach, help } = values
  const command = at < 0 ? [] : argv.slice(at + 1)
  if (at >= 0 && command.length === 0) throw new Error('there is no command after --')
  if (detach && at >= 0) throw new Error('--detach and a command exclude each other: a command has the cloud to itself')
  return {
    options: {
      ...(port !== undefined && { port: readPort(port) }),
      ...(speed !== undefined && { speed: readSpeed(speed) }),
      ...(data !== undefined && { dataDir: readFolder(data) }),
    },
    command,
    detach,
    help,
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new Error(`--port must be a port number, not "${text}"`)
}

function readSpeed(text: string): number {
  const speed = Number(text)
  if (text !== '' && Number.isFinite(speed) && speed > 0) return speed
  throw new Error(`--speed must be a number above 0, not "${text}"`)
}

/** An empty one, as an unset variable leaves it, would be the folder that one happens to be in. */
function readFolder(text: string): string {
  if (text.trim() !== '') return text
  throw new Error(`--data must be a folder, not "${text}"`)
}
