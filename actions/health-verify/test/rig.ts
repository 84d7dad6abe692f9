import type { Clock } from '@slipway/control-loop'
import { createProbe } from '@slipway/probe'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { VerifyInputs } from '../src/inputs.ts'
import type { Ports } from '../src/run.ts'

/** A server on loopback for the length of one test; answers with its URL, without a slash at the end. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A service that answers with the versions of a script, one a request, the last one for ever; `0` is a reset. */
export function releases(...versions: readonly (string | 0)[]): RequestListener {
  let requests = 0
  return (request, response) => {
    const version = versions[Math.min(requests++, versions.length - 1)]
    if (version === 0) request.socket.resetAndDestroy()
    else response.end(JSON.stringify({ version, ready: true }))
  }
}

export interface Rig {
  readonly ports: Ports
  readonly lines: string[]
  readonly masked: string[]
}

/** Live probes; time passes only in waits, at once; what is said and masked is kept. */
export function rig(): Rig {
  const lines: string[] = []
  const masked: string[] = []
  const say = (line: string): void => void lines.push(line)
  const log = { info: say, warning: say, debug: () => {}, group: <T>(_title: string, body: () => Promise<T>) => body() }
  const ports = {
    probe: createProbe(),
    clock: instantClock(),
    log,
    mask: (text: string) => void masked.push(text),
    seed: 1,
  }
  return { ports, lines, masked }
}

function instantClock(): Clock {
  let now = 1_000_000
  return {
    now: () => now,
    async sleep(ms) {
      now += ms
    },
  }
}

export function wanting(version: string, ...urls: readonly string[]): VerifyInputs {
  return {
    urls,
    checks: [
      { kind: 'status', oneOf: [{ from: 200, to: 200 }] },
      { kind: 'version', path: 'version', equals: version },
    ],
    successes: 3,
    intervalMs: 5000,
    attemptTimeoutMs: 2000,
    timeoutMs: 60_000,
  }
}
