import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { slowness, type LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { runBundle, shown } from '../bundle.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

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

  it('fails without a request when the name of an input is misspelt, whose check would not run', async () => {
    let requests = 0
    const asked = createServer((_, response) => response.end(`{"version":"1.1.0","request":${++requests}}`))
    onTestFinished(() => void asked.close())
    await once(asked.listen(0, '127.0.0.1'), 'listening')
    const { port } = asked.address() as AddressInfo
    const misspelt = { url: `http://127.0.0.1:${port}/version`, 'expect-verson': '1.2.0' }
    const run = await runBundle('health-verify', cloud, { inputs: misspelt })
    expect(run.conclusion, shown(run)).toBe('failure')
    expect(run.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'INPUT_INVALID' })
    expect(run.outputs['message']).toContain('no input expect-verson; it looks like expect-version, misspelt')
    expect(requests).toBe(0)
  })

  it('shows nothing of what the URL carries, in a form that the masks of the runner miss either', async () => {
    const echo = createServer((request, response) =>
      response.end(`<p>${request.url} ${request.headers.authorization}</p>`),
    )
    onTestFinished(() => void echo.close())
    await once(echo.listen(0, '127.0.0.1'), 'listening')
    const { port } = echo.address() as AddressInfo
    const asked = `http://me:hid_den%22-pw@127.0.0.1:${port}/?session=hid_den*value`
    const run = await runBundle('health-verify', cloud, { inputs: { ...inputs('1.1.0', await moment()), url: asked } })
    expect(run.outputs).toMatchObject({ verdict: 'fail', reason: 'wrong-version' })
    const secret = /hid(_|&#95;|%5F)den|bWU6aGlkX2Rlbi/i
    expect(JSON.stringify([run.outputs, run.summary, run.annotations])).not.toMatch(secret)
    // The runner itself shows the inputs of a step.
    expect(run.log.filter(({ text }) => text.includes('***')).map(({ text }) => text)).not.toEqual([])
    expect(shown(run).replaceAll(asked, '')).not.toMatch(secret)
  })

  it('is over soon after its time, though a body never ends', async () => {
    const endless = createServer((_request, response) => {
      response.useChunkedEncodingByDefault = false
      response.write('{"version":"1.1.0"}')
    })
    onTestFinished(() => {
      endless.closeAllConnections()
      endless.close()
    })
    await once(endless.listen(0, '127.0.0.1'), 'listening')
    const { port } = endless.address() as AddressInfo
    const only = { url: `http://127.0.0.1:${port}/`, successes: '1', 'attempt-timeout': '300ms', timeout: '1s' }
    const run = await runBundle('health-verify', cloud, { inputs: only })
    expect(run.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'unreachable' })
    expect(run.outputs['message']).toMatch(/no answer in time \(answers: timed out/)
  })
})
