import { chmod, readdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sha256, temporaryFolder, writeTar } from '@slipway/test-support/images/layouts'
import { configOf, legacyArchive, shop } from './saved.ts'
import { openStored, readStored } from './stored.ts'

/** Programs of these names, first on PATH: shell scripts that say what they were asked. */
async function engines(scripts: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [name, body] of Object.entries(scripts)) {
    await writeFile(join(folder, name), `#!/bin/sh\necho "$@" >> ${folder}/asked\n${body}\n`)
    await chmod(join(folder, name), 0o755)
  }
  const before = process.env['PATH'] ?? ''
  process.env['PATH'] = [folder, '/bin', '/usr/bin'].join(delimiter)
  onTestFinished(() => void (process.env['PATH'] = before))
  return folder
}

describe('docker-daemon:', () => {
  it('reads what the engine saves', async () => {
    const archive = await writeTar(legacyArchive([shop]))
    await engines({ docker: `cat ${archive}` })
    expect((await readStored('docker-daemon:shop/app:v1')).root.blobs[0]?.digest).toBe(sha256(configOf(shop)))
  })

  it('asks Podman where Docker has no such image', async () => {
    const archive = await writeTar(legacyArchive([shop]))
    await engines({ docker: 'echo "No such image" >&2; exit 1', podman: `cat ${archive}` })
    expect((await readStored('docker-daemon:shop/app:v1')).root.blobs).toHaveLength(3)
  })

  it('says what both had to say', async () => {
    const temp = await temporaryFolder()
    await engines({ docker: 'echo "Cannot connect" >&2; exit 1', podman: 'echo "no\nimage" >&2; exit 125' })
    await expect(openStored('docker-daemon:shop/app:v1', temp)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: 'docker-daemon:shop/app:v1: docker: Cannot connect; podman: no image',
    })
    expect(await readdir(temp)).toEqual([])
  })

  it('ends the engine when the job is cancelled', async () => {
    const folder = await engines({ docker: `echo $$ > "$0.pid"; exec sleep 600` })
    const cancel = new AbortController()
    const temp = await temporaryFolder()
    const opening = openStored('docker-daemon:shop/app:v1', temp, cancel.signal)
    await expect.poll(async () => (await readdir(folder)).includes('docker.pid')).toBe(true)
    cancel.abort(new Error('cancelled'))
    await expect(opening).rejects.toThrow('cancelled')
    expect(await readdir(temp)).toEqual([])
  })
})
