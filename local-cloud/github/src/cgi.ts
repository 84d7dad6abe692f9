import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { GithubContext } from './context.ts'
import { killGroup } from './children.ts'
import { gitEnvironment } from './git.ts'

/**
 * Runs `git http-backend`, git's CGI program: the request's body streams in, the answer streams out.
 * The answer is ended by the caller, who gets it when git is done, and how many bytes its body has so far. https://git-scm.com/docs/git-http-backend
 */
export async function runHttpBackend(
  world: GithubContext,
  environment: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  // Nobody is there any more to be answered, and to end what is read.
  if (response.destroyed) return 0
  const env = gitEnvironment(environment)
  const child = spawn('git', ['http-backend'], { cwd: world.dataDir, env, stdio: 'pipe', detached: true })
  world.github.children.add(child)
  const kill = (): void => killGroup(child)
  response.once('close', kill)
  child.stdin.on('error', () => undefined)
  request.pipe(child.stdin)
  const closed = once(child, 'close') as Promise<[number | null]>
  const [stderr, sent] = await Promise.all([text(child.stderr), passOn(child.stdout, response)])
  const [code] = await closed
  response.off('close', kill)
  if (code === 0 || response.destroyed) return sent
  if (response.headersSent) response.destroy()
  if (response.destroyed) return sent
  response.writeHead(500, { 'content-type': 'text/plain' })
  response.write(`git http-backend ended with ${code}: ${stderr}`)
  return sent
}

/** Takes the CGI header apart, `Status: 404 Not Found` and ordinary headers, and lets the rest through; counts it. */
async function passOn(stdout: Readable, response: ServerResponse): Promise<number> {
  let sent = 0
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of stdout as AsyncIterable<Buffer>) {
    let body: Buffer = chunk
    if (head !== undefined) {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) continue
      writeHead(response, head.subarray(0, end).toString('latin1'))
      body = head.subarray(end + 4)
      head = undefined
    }
    sent += body.length
    if (body.length > 0 && !response.write(body)) await drained(response)
  }
  return sent
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':')
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()]
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10)
    else response.setHeader(name, value)
  }
  response.writeHead(status)
}

async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return
  await Promise.race([once(response, 'drain'), once(response, 'close')])
}
