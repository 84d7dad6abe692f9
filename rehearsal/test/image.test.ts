import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { gunzipSync } from 'node:zlib'
import { extract } from 'tar-stream'
import { expect, it, onTestFinished } from 'vitest'
import { bundleApp } from '../src/image/bundle-app.ts'
import { digestOf, layerOf } from '../src/image/layer.ts'
import { writeLayout } from '../src/image/layout.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'image-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

const files = new Map([
  ['index.js', Buffer.from('b')],
  ['health-check.js', Buffer.from('a')],
])

it('makes the same layer of the same files, whatever their order', async () => {
  const layer = await layerOf(files)
  const again = await layerOf(new Map([...files].reverse()))
  expect(again.bytes.equals(layer.bytes)).toBe(true)
  const tar = gunzipSync(layer.bytes)
  expect(digestOf(tar)).toBe(layer.diffId)

  const names: string[] = []
  const reader = extract()
  reader.on('entry', (header, content, next) => {
    names.push(header.name)
    content.on('end', next).resume()
  })
  reader.end(tar)
  await once(reader, 'finish')
  expect(names).toEqual(['app', 'app/health-check.js', 'app/index.js'])
})

it('writes a layout in which every blob is what its digest says', async () => {
  const path = await folder()
  const digest = await writeLayout(path, await layerOf(files), { version: '1.2.0', commit: 'abc', fault: 'late:9' })
  for (const name of await readdir(join(path, 'blobs', 'sha256'))) {
    expect(digestOf(await readFile(join(path, 'blobs', 'sha256', name)))).toBe(`sha256:${name}`)
  }
  const index = JSON.parse(await readFile(join(path, 'index.json'), 'utf8')) as { manifests: { digest: string }[] }
  expect(index.manifests.map((one) => one.digest)).toEqual([digest])
  const blob = async (name: string): Promise<string> =>
    readFile(join(path, 'blobs', 'sha256', name.slice('sha256:'.length)), 'utf8')
  const manifest = JSON.parse(await blob(digest)) as { config: { digest: string } }
  expect(await blob(manifest.config.digest)).toContain('"APP_VERSION=1.2.0","APP_COMMIT=abc","FAULT=late:9"')
})

it('bundles a service that runs from its own folder', async () => {
  const path = await folder()
  await bundleApp(path)
  const child = spawn(process.execPath, ['index.js'], {
    cwd: join(path, 'out'),
    env: { PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line).toContain('Server listening at')
    break
  }
  child.stdout.resume()
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})
