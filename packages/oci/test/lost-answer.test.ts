import { describe, expect, it } from 'vitest'
import { plainImage, writeFolder } from '@slipway/test-support/images/layouts'
import { connect, isBlobPut, push } from './pushing.ts'
import { startRegistry, type Fault, type ReceivedRequest } from './registry-server.ts'

const size = 3_000_000
const sendsLayer = ({ method, path, contentLength }: ReceivedRequest): boolean =>
  isBlobPut(method, path) && contentLength === size

describe('an upload whose answer was lost', () => {
  it.for<[string, Fault, number]>([
    ['the registry has it: not sent again', { kind: 'lost', how: 'reset' }, 1],
    ['the registry has it and is silent: not sent again', { kind: 'lost', how: 'silent' }, 1],
    ['the registry has it not: sent again', { kind: 'hang' }, 2],
    ['an answer of 504 after all of it: sent again', { kind: 'answer', status: 504, late: true }, 2],
  ])('%s', async ([, fault, sent]) => {
    const { files, root } = plainImage('app', size)
    const server = await startRegistry()
    let left = 1
    server.fault = (request) => (sendsLayer(request) && left-- > 0 ? fault : undefined)
    const pushed = await push(`oci-layout:${await writeFolder(files)}`, connect(server))
    expect(server.manifests.has(root.digest)).toBe(true)
    expect(server.requests.filter(sendsLayer)).toHaveLength(sent)
    expect(pushed.pushedBytes).toBeGreaterThan(size)
  })

  it.for<[string, Fault]>([
    ['it broke off before its end', { kind: 'reset', after: 100_000 }],
    ['it was answered before its end', { kind: 'answer', status: 503 }],
  ])('is not looked for when %s', async ([, fault]) => {
    // More than the buffers of both ends of a loopback connection take.
    const { files } = plainImage('app', 16_000_000)
    const server = await startRegistry()
    let left = 1
    server.fault = ({ contentLength }) => (contentLength === 16_000_000 && left-- > 0 ? fault : undefined)
    await push(`oci-layout:${await writeFolder(files)}`, connect(server, { idle: 5000 }))
    const looks = server.requests.filter(({ method, path }) => method === 'HEAD' && path.includes('/blobs/'))
    expect(looks).toHaveLength(3)
  })
})
