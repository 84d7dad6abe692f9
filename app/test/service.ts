import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { request, type Agent, type IncomingHttpHeaders } from 'node:http'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export interface LogLine {
  readonly level: number
  readonly msg: string
  readonly [key: string]: unknown
}

export interface Service {
  readonly port: number
  readonly log: readonly LogLine[]
  readonly process: ChildProcessByStdio<null, Readable, Readable>
  readonly exited: Promise<number | null>
  /** Resolves with the first line, past or coming, whose message contains `text`. */
  line(text: string): Promise<LogLine>
  kill(): Promise<void>
}

/** The service as a real process on a free port of loopback; it ends with the test. */
export async function startService(env: Readonly<Record<string, string>> = {}): Promise<Service> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'close').then(([code]) => code as number | null)
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(kill)
  const log: LogLine[] = []
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (text) => {
      log.push(JSON.parse(text) as LogLine)
      for (const check of waiting) check()
    })
  }
  const line = async (text: string): Promise<LogLine> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = log.find((entry) => entry.msg.includes(text))
        if (found === undefined) return
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    })
  const listening = await line('Server listening at')
  return {
    port: Number(new URL(listening.msg.replace(/^.* at /, '')).port),
    log,
    process: child,
    exited,
    line,
    kill,
  }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export async function get(service: Service, path: string, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: service.port, path, agent: agent ?? false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}
