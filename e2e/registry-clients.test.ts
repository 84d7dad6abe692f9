import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { available, command } from './command.ts'
import { clientOptions } from '@slipway/test-support/cloud/client-options'
import { writeTinyImage } from './tiny-image.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

const skopeo = await available('skopeo')
const engine = process.env['DOCKER_HOST'] !== undefined && (await available('docker', ['version']))

let cloud: LocalCloud
let folder = ''
let digest = ''
let password = ''

beforeAll(async () => {
  cloud = await startLocalCloud()
  folder = await mkdtemp(join(tmpdir(), 'clients-'))
  digest = await writeTinyImage(join(folder, 'layout'))
  const ecr = new ECRClient(clientOptions(cloud))
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/app' }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}))
  const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString()
  password = token.slice('AWS:'.length)
})

afterAll(async () => {
  await cloud.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Logs a client in, with the password on its standard input. */
async function login(program: string, args: readonly string[]): Promise<void> {
  const child = execFile(program, [...args, '--username', 'AWS', '--password-stdin', cloud.registryHost])
  child.stdin?.end(password)
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(0)
}

describe.skipIf(!skopeo)('lane: skopeo (pushing to the local cloud and pulling from it)', () => {
  it('gets back the digest it pushed', async () => {
    const auth = join(folder, 'auth.json')
    await login('skopeo', ['login', '--tls-verify=false', '--authfile', auth])
    const image = `docker://${cloud.registryHost}/team/app:skopeo`
    const copy = ['copy', '--authfile', auth, '--insecure-policy', '--preserve-digests']
    await command('skopeo', [...copy, '--dest-tls-verify=false', `oci:${folder}/layout`, image])
    const inspect = ['inspect', '--authfile', auth, '--tls-verify=false', '--format', '{{.Digest}}', image]
    expect(await command('skopeo', inspect)).toBe(digest)
    await command('skopeo', [...copy, '--src-tls-verify=false', image, `oci:${folder}/back`])
    expect(await command('skopeo', ['inspect', '--format', '{{.Digest}}', `oci:${folder}/back`])).toBe(digest)
  })

  it('is refused without a login', async () => {
    const image = `docker://${cloud.registryHost}/team/app:skopeo`
    const attempt = command('skopeo', ['inspect', '--no-creds', '--tls-verify=false', image])
    await expect(attempt).rejects.toThrow(/unauthorized|authentication required|401/i)
  })
})

describe.skipIf(!engine || !skopeo)(
  'lane: docker engine and skopeo (docker pushing to the local cloud and pulling from it)',
  () => {
    it('pulls by digest what another client pushed, and pushes it under another name', async () => {
      const env = { DOCKER_CONFIG: join(folder, 'docker') }
      await login('docker', ['--config', env.DOCKER_CONFIG, 'login'])
      const auth = join(folder, 'docker', 'config.json')
      const copy = ['copy', '--authfile', auth, '--insecure-policy', '--preserve-digests', '--dest-tls-verify=false']
      await command('skopeo', [...copy, `oci:${folder}/layout`, `docker://${cloud.registryHost}/team/app:for-docker`])
      const pulled = `${cloud.registryHost}/team/app@${digest}`
      const pushed = `${cloud.registryHost}/team/app:by-docker`
      try {
        await command('docker', ['pull', pulled], env)
        await command('docker', ['tag', pulled, pushed])
        await command('docker', ['push', pushed], env)
        expect(await command('docker', ['image', 'inspect', '-f', '{{len .RepoDigests}}', pushed])).toMatch(/^[12]$/)
      } finally {
        await command('docker', ['image', 'rm', '-f', pulled, pushed]).catch(() => '')
      }
      const tags = cloud.timeline.events.flatMap((event) => (event.kind === 'tag' ? [event.tag] : []))
      expect(tags).toContain('by-docker')
    })
  },
)
