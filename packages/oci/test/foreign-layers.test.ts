import { describe, expect, it } from 'vitest'
import {
  addBlob,
  addImage,
  blobFile,
  noise,
  setRoots,
  types,
  writeFolder,
  writeTar,
  type Files,
} from '@slipway/test-support/images/layouts'
import { connect, push } from './pushing.ts'
import { startRegistry } from './registry-server.ts'

const foreign = [
  'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
  'application/vnd.oci.image.layer.nondistributable.v1.tar',
  'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
  'application/vnd.oci.image.layer.nondistributable.v1.tar+zstd',
] as const

/** As a Windows image is built: the system's layer stays where its maker keeps it. */
function windowsImage(mediaType: string): { files: Files; digest: string; layer: string } {
  const files: Files = new Map()
  const config = addBlob(files, Buffer.from('{"os":"windows","architecture":"amd64"}'), types.config)
  const system = { ...addBlob(files, noise(5000, 3), mediaType), urls: ['https://mcr.microsoft.com/v2/x/blobs/y'] }
  const own = addBlob(files, noise(1500, 4), types.layer)
  const body = { schemaVersion: 2, mediaType: types.manifest, config, layers: [system, own] }
  const root = addBlob(files, Buffer.from(JSON.stringify(body)), types.manifest)
  setRoots(files, [root])
  return { files, digest: root.digest, layer: system.digest }
}

describe('layers that may not be distributed', () => {
  it.for(foreign)('%s: left out where the source has none', async (mediaType) => {
    const { files, digest, layer } = windowsImage(mediaType)
    files.delete(blobFile(layer))
    const server = await startRegistry()
    const lines: string[] = []
    const pushed = await push(`oci-layout:${await writeFolder(files)}`, connect(server), lines)
    expect(server.manifests.has(digest)).toBe(true)
    expect(pushed).toMatchObject({ pushedBytes: 1500 + 39, reusedBytes: 0 })
    expect(lines.join('\n')).toContain(`${layer} stays where it is`)
  })

  it('are pushed where the source has them', async () => {
    const { files, layer } = windowsImage(foreign[0])
    const server = await startRegistry()
    const pushed = await push(`oci-layout:${await writeFolder(files)}`, connect(server))
    expect(server.blobs.has(layer)).toBe(true)
    expect(pushed.pushedBytes).toBe(5000 + 1500 + 39)
  })

  it('do not make an archive of docker save incomplete', async () => {
    const { files, digest, layer } = windowsImage(foreign[0])
    files.delete(blobFile(layer))
    const server = await startRegistry()
    await push(`docker-archive:${await writeTar(files)}`, connect(server))
    expect(server.manifests.has(digest)).toBe(true)
  })

  it('do not excuse any other layer', async () => {
    const files: Files = new Map()
    const root = addImage(files, 'app', [noise(4000)])
    files.delete([...files.keys()].find((path) => files.get(path)?.length === 4000) ?? '')
    const server = await startRegistry()
    const pushing = push(`oci-layout:${await writeFolder(setRoots(files, [root]))}`, connect(server))
    await expect(pushing).rejects.toMatchObject({ code: 'BLOB_MISSING' })
  })
})
