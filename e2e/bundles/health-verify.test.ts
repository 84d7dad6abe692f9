import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { slowness, type LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBundle, shown } from '../bundle.ts'
import { startLocalCloud } from '../../packages/local-cloud/test/support/cloud.ts'

let cloud: LocalCloud
let server: Server
let url = ''

beforeAll(async () => {
  cloud = await startLocalCloud()
  server = createServer((_, response) => response.end('{"version":"1.1.0"}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/version`
})

afterAll(async () => {
  server.close()
  await cloud.stop()
})

/** Milliseconds in which this machine, as busy as it is, answers several probes. */
const moment = async (): Promise<number> => Math.round(1500 * (await slowness()))

const inputs = (version: string, timeoutMs = 600_000): Record<string, string> => ({
  url,
  'expect-version': version,
  interval: '50ms',
  timeout: `${timeoutMs}ms`,
})

describe('the health-verify bundle, alone in a folder', () => {
  it('passes when the version answers', async () => {
    const run = await runBundle('health-verify', cloud, { inputs: inputs('1.1.0') })
    expect(run.conclusion, shown(run)).toBe('success')
    expect(run.outputs).toMatchObject({ verdict: 'pass', reason: 'healthy', 'observed-version': '1.1.0' })
  })

  it('fails when another version answers', async () => {
    const run = await runBundle('health-verify', cloud, { inputs: inputs('1.2.0', await moment()) })
    expect(run.conclusion).toBe('failure')
    expect(run.outputs).toMatchObject({ verdict: 'fail', reason: 'wrong-version' })
  })
})
