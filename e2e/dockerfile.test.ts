import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { available, command } from './command.ts'

const root = join(import.meta.dirname, '..')
const builder = process.env['SLIPWAY_BUILDER']
const base = process.env['SLIPWAY_BASE_IMAGE']
const engine = process.env['DOCKER_HOST'] !== undefined && (await available('docker', ['version']))
const ready = engine && builder !== undefined && base !== undefined
const image = `slipway-app-test-${process.pid}`

/** What npm on this machine needs to reach its registry; the build gets it as secrets. */
async function npmSecrets(folder: string): Promise<readonly string[]> {
  const registry = await command('npm', ['config', 'get', 'registry'])
  const authorities = process.env['NODE_EXTRA_CA_CERTS'] ?? (await command('npm', ['config', 'get', 'cafile']))
  const own = authorities !== 'null' && authorities !== ''
  const file = join(folder, 'npmrc')
  await writeFile(file, `registry=${registry}\n${own ? 'cafile=/run/secrets/ca\n' : ''}`, { mode: 0o600 })
  return ['--secret', `id=npmrc,src=${file}`, ...(own ? ['--secret', `id=ca,src=${authorities}`] : [])]
}

async function build(folder: string): Promise<void> {
  const archive = join(folder, 'image.tar')
  await command('docker', [
    ...['buildx', 'build', '--builder', builder ?? '', '--build-context', `node:24-slim=${base}`],
    ...[...(await npmSecrets(folder)), '--build-arg', 'VERSION=7.8.9', '--build-arg', 'COMMIT=abc'],
    // Compressing the base's layers took most of the time, and the engine unpacks them at once.
    ...['--output', `type=docker,dest=${archive},name=${image},compression=uncompressed`, root],
  ])
  await command('docker', ['load', '-i', archive])
}

describe.skipIf(!ready)(
  'lane: docker engine and BuildKit (the Dockerfile built, and its image run read-only without capabilities)',
  () => {
    let folder = ''
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'dockerfile-'))
      await build(folder)
    })
    afterAll(async () => {
      await rm(folder, { recursive: true, force: true })
      await command('docker', ['image', 'rm', '-f', image]).catch(() => '')
    })

    it('runs healthy under its own health check, says its version, and stops cleanly', async () => {
      const port = String(20_000 + (process.pid % 20_000))
      const limits = ['--network', 'host', '--ulimit', 'nofile=1024:1024', '--read-only', '--cap-drop', 'ALL']
      // Of a health check only that it passes is of interest here, not that a busy machine is late.
      const patient = ['--health-interval', '1s', '--health-timeout', '60s', '--health-retries', '60']
      const environment = ['-e', `PORT=${port}`, '-e', 'HOST=127.0.0.1']
      const id = await command('docker', ['run', '-d', ...limits, ...environment, ...patient, image])
      try {
        const inspect = (format: string): Promise<string> => command('docker', ['inspect', '-f', format, id])
        await expect.poll(() => inspect('{{.State.Health.Status}}')).toBe('healthy')
        expect(await (await fetch(`http://127.0.0.1:${port}/version`)).json()).toEqual({
          version: '7.8.9',
          commit: 'abc',
        })
        await command('docker', ['stop', '-t', '600', id])
        expect(await inspect('{{.State.ExitCode}} {{.State.OOMKilled}}')).toBe('0 false')
      } finally {
        await command('docker', ['rm', '-f', id])
      }
    })

    it('is not root, is labelled, and adds few bytes to its base', async () => {
      const format = '{{.Config.User}} {{index .Config.Labels "org.opencontainers.image.version"}}'
      expect(await command('docker', ['image', 'inspect', '-f', format, image])).toBe('1000:1000 7.8.9')
      const layers = (await command('docker', ['history', '--human=false', '--format', '{{.Size}}', image]))
        .split('\n')
        .map(Number)
      const own = layers.reduce((sum, bytes) => sum + bytes, 0) - Math.max(...layers)
      // The official slim base has about 230 MB; the whole is to stay under 250.
      expect(own).toBeLessThan(10_000_000)
    })
  },
)
