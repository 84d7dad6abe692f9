import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { get, startService } from './service.ts'

const release = { APP_VERSION: '1.2.3', APP_COMMIT: 'abc1234' }

describe('the service', () => {
  it('says what it is, that it is well, and what it measured', async () => {
    const service = await startService(release)
    expect(JSON.parse((await get(service, '/')).body)).toEqual({
      service: 'slipway-app',
      version: '1.2.3',
      commit: 'abc1234',
    })
    expect(JSON.parse((await get(service, '/version')).body)).toEqual({ version: '1.2.3', commit: 'abc1234' })
    expect((await get(service, '/health')).status).toBe(200)
    expect((await get(service, '/ready')).status).toBe(200)
    expect((await get(service, '/nowhere')).status).toBe(404)

    const metrics = (await get(service, '/metrics')).body
    expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="/",status="200"} 1')
    expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="none",status="404"} 1')
    expect(metrics).toContain('process_cpu_seconds_total')
  })

  it('logs every answer as JSON, but not what is asked for all the time', async () => {
    const service = await startService(release)
    await get(service, '/health')
    await get(service, '/version')
    expect(await service.line('answered')).toMatchObject({
      service: 'slipway-app',
      version: '1.2.3',
      method: 'GET',
      url: '/version',
      status: 200,
    })
  })

  it('does not start with a configuration it cannot run with', async () => {
    const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
    const child = spawn(process.execPath, [main], { env: { PORT: 'eighty' }, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (part) => (said += String(part)))
    const [code] = await once(child, 'close')
    expect(code).toBe(78)
    expect(JSON.parse(said)).toMatchObject({ msg: 'PORT is "eighty": it must be a port from 0 to 65535' })
  })
})

describe('a stop', () => {
  it('answers what is in flight, is not ready, and asks clients to close their connections', async () => {
    // As long as this machine takes to start a process, there is time to ask what it answers meanwhile.
    const begun = performance.now()
    await startService()
    const delayMs = String(Math.ceil(performance.now() - begun))
    const service = await startService({ SHUTDOWN_DELAY_MS: delayMs, SHUTDOWN_GRACE_MS: '120000' })
    const keepAlive = new Agent({ keepAlive: true })
    expect((await get(service, '/', keepAlive)).headers.connection).toBe('keep-alive')

    const inFlight = Array.from({ length: 20 }, async () => get(service, '/'))
    await service.line('answered')
    service.process.kill('SIGTERM')
    await service.line('draining')

    const ready = await get(service, '/ready')
    expect([ready.status, ready.headers.connection]).toEqual([503, 'close'])
    expect((await get(service, '/', keepAlive)).headers.connection).toBe('close')
    expect((await Promise.all(inFlight)).every((answer) => answer.status === 200)).toBe(true)
    expect(await service.exited).toBe(0)
    expect(service.log.at(-1)?.msg).toBe('stopped')
  })

  it('takes no longer than the grace period', async () => {
    const service = await startService({ SHUTDOWN_GRACE_MS: '100', SHUTDOWN_DELAY_MS: '60000' })
    service.process.kill('SIGTERM')
    expect(await service.exited).toBe(1)
    expect(service.log.at(-1)?.msg).toContain('after the grace period')
  })
})

describe('a fault', () => {
  it('error: only /health still answers 200', async () => {
    const service = await startService({ FAULT: 'error', ...release })
    const paths = ['/', '/version', '/ready', '/metrics', '/health']
    const statuses = await Promise.all(paths.map(async (path) => (await get(service, path)).status))
    expect(statuses).toEqual([500, 500, 500, 500, 200])
    expect(JSON.parse((await get(service, '/')).body)).toMatchObject({ version: '1.2.3', commit: 'abc1234' })
  })

  it('crash: exits 1 and its last line says why', async () => {
    const service = await startService({ FAULT: 'crash' })
    expect(await service.exited).toBe(1)
    expect(service.log.at(-1)).toMatchObject({ level: 60, fault: 'crash' })
  })

  it('late: / answers 500 after that many requests; what is asked beside it does not count', async () => {
    const service = await startService({ FAULT: 'late:2' })
    const statuses: number[] = []
    for (const path of ['/version', '/', '/', '/', '/version']) statuses.push((await get(service, path)).status)
    expect(statuses).toEqual([200, 200, 200, 500, 200])
  })

  it('no-drain: drops what is in flight', async () => {
    const service = await startService({ FAULT: 'no-drain' })
    await get(service, '/health')
    const answers = Array.from({ length: 20 }, async () => get(service, '/'))
    const settled = Promise.allSettled(answers)
    service.process.kill('SIGTERM')
    expect((await settled).some((answer) => answer.status === 'rejected')).toBe(true)
    expect(await service.exited).toBe(0)
  })
})

describe('the container health check', () => {
  const check = fileURLToPath(new URL('../src/health-check.ts', import.meta.url))
  const run = async (port: number): Promise<unknown> => {
    const child = spawn(process.execPath, [check], { env: { PORT: String(port) }, stdio: 'ignore' })
    return (await once(child, 'close'))[0]
  }

  it('exits 0 while the service answers and 1 when it does not', async () => {
    const service = await startService()
    expect(await run(service.port)).toBe(0)
    await service.kill()
    expect(await run(service.port)).toBe(1)
  })
})
