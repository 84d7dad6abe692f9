import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createShutdown } from '../../src/shutdown.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let tmp: string
beforeEach(async () => {
  tmp = await mkdtemp(join(tmpdir(), 'stop-test-'))
  vi.stubEnv('TMPDIR', tmp)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(tmp, { recursive: true })
})

it('a cloud that was stopped leaves neither port nor folder, and may be stopped twice', async () => {
  const cloud = await startLocalCloud()
  expect(await readdir(tmp)).toHaveLength(1)
  await cloud.stop()
  await cloud.stop()
  await expect(fetch(cloud.url)).rejects.toThrow('fetch failed')
  expect(await readdir(tmp)).toEqual([])
})

it('a cloud that cannot start leaves nothing either', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  await expect(startLocalCloud({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await writeFile(join(tmp, 'file'), '')
  await expect(startLocalCloud({ dataDir: join(tmp, 'file') })).rejects.toThrow('EEXIST')
  expect(await readdir(tmp)).toEqual(['file'])
  taken.close()
})

it('two clouds run side by side', async () => {
  const clouds = await Promise.all([startLocalCloud(), startLocalCloud()])
  expect(new Set(clouds.map(({ url }) => url)).size).toBe(2)
  await Promise.all(clouds.map((cloud) => cloud.stop()))
})

it('a hook that throws keeps no other from running', async () => {
  const ran: number[] = []
  const shutdown = createShutdown()
  shutdown.onStop(() => void ran.push(1))
  shutdown.onStop(() => Promise.reject(new Error('stuck')))
  shutdown.onStop(() => void ran.push(3))
  await expect(shutdown.run()).rejects.toThrow('stuck')
  expect(ran).toEqual([3, 1])
})
