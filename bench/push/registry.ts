import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { startLocalCloud } from '@slipway/local-cloud'
import { clientOptions } from '@slipway/test-support/cloud/client-options'

/** A registry with nothing in it. */
export interface Registry {
  readonly endpoint: string
  /** Base64 of `user:password`. */
  readonly token: string
  readonly repository: string
  /** Ends it and removes what it stored. */
  stop(): Promise<void>
}

export function found(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

/** Debian's docker-registry where it is installed, else the registry of the local cloud. */
export function startRegistry(folder: string): Promise<Registry> {
  return found('docker-registry') ? startDistribution(folder) : startCloud(folder)
}

async function startDistribution(folder: string): Promise<Registry> {
  const dir = mkdtempSync(join(folder, 'registry-'))
  const port = await freePort()
  const config = join(dir, 'config.yml')
  const storage = `storage: { filesystem: { rootdirectory: ${JSON.stringify(join(dir, 'data'))} } }`
  writeFileSync(config, `version: 0.1\nlog: { level: error }\n${storage}\nhttp: { addr: "127.0.0.1:${port}" }\n`)
  const server = spawn('docker-registry', ['serve', config], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  const endpoint = `http://127.0.0.1:${port}`
  await untilAnswered(`${endpoint}/v2/`)
  return {
    endpoint,
    token: Buffer.from('nobody:asks').toString('base64'),
    repository: 'bench/app',
    async stop() {
      server.kill()
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function startCloud(folder: string): Promise<Registry> {
  const dir = mkdtempSync(join(folder, 'cloud-'))
  const cloud = await startLocalCloud({ dataDir: dir })
  const ecr = new ECRClient(clientOptions(cloud))
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'bench/app' }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}))
  ecr.destroy()
  return {
    endpoint: cloud.url,
    token: authorizationData?.[0]?.authorizationToken ?? '',
    repository: 'bench/app',
    async stop() {
      await cloud.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilAnswered(url: string): Promise<void> {
  for (let left = 200; left > 0; left--) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return
    await delay(25)
  }
  throw new Error(`${url} does not answer`)
}
