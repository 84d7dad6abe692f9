import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { attachArtifact, imageParts, readImage, remoteLayout } from '../src/index.ts'
import {
  addTwoPlatforms,
  setRoots,
  temporaryFolder,
  types,
  writeFolder,
  type Entry,
  type Files,
} from '@slipway/test-support/images/layouts'
import { connect, push } from './pushing.ts'
import { readStored } from './stored.ts'

const found = (program: string): boolean => spawnSync(program, ['--version']).status === 0
const registry = found('docker-registry')
const skopeo = registry && found('skopeo')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Debian's docker-registry on a folder of its own. */
async function startDistribution(): Promise<string> {
  const dir = await temporaryFolder()
  const port = await freePort()
  const config = join(dir, 'config.yml')
  writeFileSync(
    config,
    `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${dir}/data } }\nhttp: { addr: "127.0.0.1:${port}" }\n`,
  )
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill()
    await ended
  })
  const url = `http://127.0.0.1:${port}`
  await expect
    .poll(() =>
      fetch(`${url}/v2/`).then(
        (answer) => answer.status,
        () => 0,
      ),
    )
    .toBe(200)
  return url
}

async function image(): Promise<{ source: string; root: Entry }> {
  const files: Files = new Map()
  const root = addTwoPlatforms(files)
  return { source: `oci-layout:${await writeFolder(setRoots(files, [root]))}`, root }
}

describe.skipIf(!registry)('lane: docker-registry (the pusher against a registry of another make)', () => {
  it('pushes an index, finds all of it the second time, and reads it as it is there', async () => {
    const url = await startDistribution()
    const { source, root } = await image()
    expect(await push(source, connect({ url }, { idle: 60_000 }))).toMatchObject({ manifests: 4, reusedBytes: 0 })
    expect(await push(source, connect({ url }, { idle: 60_000 }))).toMatchObject({ manifests: 0, pushedBytes: 0 })
    const layout = remoteLayout('registry:app', root.digest, async (digest) => {
      const accept = [types.index, types.manifest].join(', ')
      const answer = await fetch(`${url}/v2/app/manifests/${digest}`, { headers: { accept } })
      const mediaType = answer.headers.get('content-type') ?? ''
      return answer.ok ? { mediaType, bytes: Buffer.from(await answer.arrayBuffer()) } : undefined
    })
    const parts = imageParts(await readImage(layout))
    expect(parts.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64/v8'])
  })

  it('mounts blobs from another repository', async () => {
    const url = await startDistribution()
    const { source } = await image()
    const first = await push(source, connect({ url }, { repository: 'base', idle: 60_000 }))
    const second = await push(source, connect({ url }, { mountFrom: ['base'], idle: 60_000 }))
    expect(second).toMatchObject({ mountedBytes: first.pushedBytes, pushedBytes: 0, manifests: 4 })
    const several = connect({ url }, { repository: 'third', mountFrom: ['none', 'base', 'nor-this'], idle: 60_000 })
    expect(await push(source, several)).toMatchObject({ mountedBytes: first.pushedBytes, pushedBytes: 0 })
  })

  it('keeps an artifact that is attached', async () => {
    const url = await startDistribution()
    const { source, root } = await image()
    await push(source, connect({ url }, { idle: 60_000 }))
    const { digest } = await attachArtifact(connect({ url }, { idle: 60_000 }), {
      subject: root,
      artifactType: 'application/vnd.in-toto+json',
      layers: [{ mediaType: 'application/vnd.in-toto+json', bytes: Buffer.from('{}\n') }],
      annotations: {},
    })
    const answer = await fetch(`${url}/v2/app/manifests/${digest}`, { headers: { accept: types.manifest } })
    expect(await answer.json()).toMatchObject({ subject: { digest: root.digest } })
  })
})

describe.skipIf(!skopeo)('lane: docker-registry and skopeo (what was pushed, read by another client)', () => {
  it('has the digest that was pushed', async () => {
    const url = await startDistribution()
    const { source, root } = await image()
    await push(source, connect({ url }, { idle: 60_000 }))
    const name = `docker://${url.slice('http://'.length)}/app@${root.digest}`
    const raw = execFileSync('skopeo', ['inspect', '--raw', '--tls-verify=false', name], { encoding: 'utf8' })
    expect((JSON.parse(raw) as { manifests: unknown[] }).manifests).toHaveLength(3)
    const back = await temporaryFolder()
    const copy = ['copy', '--insecure-policy', '--all', '--preserve-digests', '--src-tls-verify=false']
    execFileSync('skopeo', [...copy, name, `oci:${back}/layout`], { stdio: 'ignore' })
    expect((await readStored(`oci-layout:${back}/layout`)).root.descriptor.digest).toBe(root.digest)
  })
})
