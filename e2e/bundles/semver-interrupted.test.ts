import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanEnvironment, Repository } from '@slipway/test-support/git/repository'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { sampled } from '@slipway/test-support/sampling/sampling'

const bundle = join(import.meta.dirname, '..', '..', 'actions', 'semver', 'dist', 'index.js')

let cloud: LocalCloud
let origin: Repository
beforeAll(async () => {
  cloud = await startLocalCloud()
  origin = Repository.of('feat: begin')
  origin.tag('v1.0.0')
  origin.commit('feat: next')
})
afterAll(async () => {
  origin[Symbol.dispose]()
  await cloud.stop()
})

interface Kill {
  /** Counted from 1, over the requests of one run. */
  readonly request: number
  readonly when: 'before' | 'after'
}

/** Stands between a run and GitHub's API, counts its requests, and kills it around one of them. */
async function gate(kill: Kill | undefined, victim: () => ChildProcess | undefined) {
  const seen: string[] = []
  const server = createServer((incoming, answer) => void pass(incoming, answer))
  async function pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(incoming)
    seen.push(incoming.method ?? 'GET')
    const isFatal = seen.length === kill?.request
    if (isFatal && kill.when === 'before') return void victim()?.kill('SIGKILL')
    const target = forward(`${cloud.url}${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers: incoming.headers,
    })
    target.end(body)
    const [response] = (await once(target, 'response')) as [IncomingMessage]
    const bytes = await buffer(response)
    if (isFatal) return void victim()?.kill('SIGKILL')
    answer.writeHead(response.statusCode ?? 500, response.headers).end(bytes)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`,
    seen,
    close: () => (server.closeAllConnections(), server.close()),
  }
}

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The methods of its requests. */
  readonly requests: readonly string[]
  readonly outputs: string
  readonly log: string
}

/** `mode: release` as a process of its own. */
async function release(name: string, directory: string, kill?: Kill): Promise<Ended> {
  let child: ChildProcess | undefined
  const folder = await mkdtemp(join(tmpdir(), 'semver-run-'))
  const api = await gate(kill, () => child)
  try {
    const output = join(folder, 'output')
    await writeFile(output, '')
    const env = {
      ...cleanEnvironment,
      GITHUB_API_URL: api.url,
      GITHUB_SERVER_URL: cloud.url,
      GITHUB_REPOSITORY: `octo/${name}`,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_WORKSPACE: directory,
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: folder,
      INPUT_MODE: 'release',
      INPUT_TOKEN: cloud.env['GITHUB_TOKEN'],
    }
    child = spawn(process.execPath, [bundle], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const log: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => void log.push(chunk))
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    const outputs = await readFile(output, 'utf8').catch(() => '')
    return { code, signal, requests: api.seen, outputs: essence(outputs), log: Buffer.concat(log).toString() }
  } finally {
    api.close()
    await rm(folder, { recursive: true })
  }
}

/** Outputs without the delimiters and the names of files, which are new in each run. */
function essence(outputs: string): string {
  return outputs.replaceAll(/ghadelimiter_[0-9a-f-]+/g, 'EOF').replaceAll(/\S*semver-\S*\.(?:md|json)/g, 'FILE')
}

/** Everything that a release leaves on GitHub. */
async function left(name: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${cloud.env['GITHUB_TOKEN']}` }
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${cloud.env['GITHUB_API_URL']}/repos/octo/${name}${path}`, { headers })).json()
  const releases = (await read('/releases')) as readonly Record<string, unknown>[]
  const refs = (await read('/git/matching-refs/tags/')) as readonly { ref: string; object: { sha: string } }[]
  return {
    releases: releases.map(({ tag_name, draft, prerelease, body }) => ({ tag_name, draft, prerelease, body })),
    refs: Object.fromEntries(refs.map(({ ref, object }) => [ref, object.sha])),
  }
}

/** A few at a time: most of a run is waiting for processes to start. */
async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: 3 }, worker))
}

async function checkout(name: string): Promise<Repository> {
  await cloud.addRepository(`octo/${name}`, origin.directory)
  return Repository.from(`${cloud.url}/octo/${name}.git`)
}

describe('a release that is killed', () => {
  it('before or after any of its requests is finished by one run more', async () => {
    using undisturbed = await checkout('undisturbed')
    const whole = await release('undisturbed', undisturbed.directory)
    expect(whole.code, whole.log).toBe(0)
    const wanted = await left('undisturbed')
    const head = origin.git('rev-parse', 'HEAD')
    expect(wanted).toMatchObject({
      releases: [{ tag_name: 'v1.1.0', draft: false, prerelease: false }],
      refs: { 'refs/tags/v1.1.0': head, 'refs/tags/v1.1': head, 'refs/tags/v1': head },
    })
    const count = whole.requests.length
    expect(count).toBeGreaterThan(5)
    const all = Array.from({ length: count }, (_, index) => index + 1).flatMap((request) =>
      (['before', 'after'] as const).map((when): Kill => ({ request, when })),
    )
    const method = ({ request, when }: Kill): string => `${when} ${whole.requests[request - 1]}`
    const kills = sampled(all, { what: 'kills of a release', size: 8, kind: method })
    await atOnce(kills, async (kill) => {
      const name = `killed-${kill.when}-${kill.request}`
      using clone = await checkout(name)
      const killed = await release(name, clone.directory, kill)
      expect([killed.signal, killed.requests.length], name).toEqual(['SIGKILL', kill.request])
      const finished = await release(name, clone.directory)
      expect(finished.code, `${name}\n${finished.log}`).toBe(0)
      expect(await left(name), name).toEqual(JSON.parse(JSON.stringify(wanted).replaceAll('undisturbed', name)))
      expect(finished.outputs.replaceAll(name, 'undisturbed'), name).toBe(whole.outputs)
    })
  })
})
