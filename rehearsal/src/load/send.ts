import { request, type Agent, type IncomingMessage } from 'node:http'
import type { Sample } from './sample.ts'

/** After this long without an answer a request counts as lost, in milliseconds. */
const patienceMs = 60_000

/** Sends one GET; never rejects: what went wrong is in the sample. Without an agent it opens a connection of its own. */
export async function send(url: string, agent: Agent | undefined): Promise<Sample> {
  const at = Date.now()
  const started = performance.now()
  const answer = await exchange(url, agent).catch((error: unknown) => ({ status: 0, error: named(error), body: '' }))
  const { body, ...seen } = answer
  const connection = agent === undefined ? 'new' : 'kept'
  return { at, ms: performance.now() - started, ...seen, ...identity(body), connection }
}

async function exchange(url: string, agent: Agent | undefined): Promise<{ status: number; body: string }> {
  const signal = AbortSignal.timeout(patienceMs)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(url, { agent: agent ?? false, signal }, resolve)
    asked.on('error', reject)
    asked.end()
  })
  let body = ''
  response.setEncoding('utf8')
  for await (const part of response) body += String(part)
  return { status: response.statusCode ?? 0, body }
}

function named(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

function identity(body: string): { version: string; commit: string } {
  try {
    const { version, commit } = JSON.parse(body) as Record<string, unknown>
    return { version: word(version), commit: word(commit) }
  } catch {
    return { version: '', commit: '' }
  }
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
