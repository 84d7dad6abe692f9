import { systemClock } from '@slipway/control-loop'
import { describe, expect, it } from 'vitest'
import { plainImage, writeFolder } from '@slipway/test-support/images/layouts'
import { connect, isBlobPut, isManifestPut, push, type ConnectOptions } from './pushing.ts'
import { startRegistry, type Fault, type TestRegistry } from './registry-server.ts'

type Matches = (method: string, path: string) => boolean
const isPost: Matches = (method) => method === 'POST'
const isHead: Matches = (method) => method === 'HEAD'

/** Everything waits far longer than the test may take; the registry does `fault`, which is when the signal comes. */
function faulty(matches: Matches, fault: Fault): (server: TestRegistry, abort: () => void) => ConnectOptions {
  return (server, abort) => {
    server.fault = ({ method, path }) => {
      if (!matches(method, path)) return undefined
      setTimeout(abort, 20)
      return fault
    }
    return {}
  }
}

const never = <T>(abort: () => void): Promise<T> => {
  setTimeout(abort, 20)
  return new Promise<T>(() => undefined)
}

describe('cancelling', () => {
  it.for<[string, (server: TestRegistry, abort: () => void) => ConnectOptions, boolean?]>([
    ['while the login is asked for', (_, abort) => ({ login: () => never(abort) })],
    ['while it is asked which blobs are there', (_, abort) => ({ there: () => never(abort) })],
    ['while a manifest is looked for', faulty(isHead, { kind: 'hang' })],
    ['while an upload is opened', faulty(isPost, { kind: 'hang' })],
    ['while a blob is not read', faulty(isBlobPut, { kind: 'deaf' }), false],
    ['while a blob is not answered', faulty(isBlobPut, { kind: 'hang' })],
    ['while a manifest is not answered', faulty(isManifestPut, { kind: 'hang' })],
    ['between two attempts', faulty(isPost, { kind: 'answer', status: 429, retryAfter: 25 })],
  ])('ends everything at once %s', async ([, prepare, reads = true]) => {
    const { files } = plainImage('app', 16_000_000)
    const source = `oci-layout:${await writeFolder(files)}`
    const server = await startRegistry()
    const abort = new AbortController()
    const reason = new Error('SIGINT')
    const options = prepare(server, () => abort.abort(reason))
    const registry = connect(server, { clock: systemClock, idle: 60_000, signal: abort.signal, ...options })
    await expect(push(source, registry)).rejects.toBe(reason)
    const asked = server.requests.length
    registry.close()
    expect(server.manifests.size).toBe(0)
    // Who reads nothing does not see that the other end is gone either.
    if (!reads) return
    await expect.poll(() => server.connections()).toBe(0)
    expect(server.requests).toHaveLength(asked)
  })
})
