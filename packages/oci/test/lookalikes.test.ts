import { describe, expect, it } from 'vitest'
import { addBlob, noise, setRoots, types, writeFolder, type Files } from '@slipway/test-support/images/layouts'
import { readStored } from './stored.ts'

interface Additions {
  readonly manifest?: Readonly<Record<string, unknown>>
  readonly layer?: Readonly<Record<string, unknown>>
}

/** Reads an image with these members beside the usual ones. */
async function read(also: Additions): Promise<unknown> {
  const files: Files = new Map()
  const config = addBlob(files, Buffer.from('{}'), types.config)
  const layer = { ...addBlob(files, noise(100), types.layer), ...also.layer }
  const manifest = { schemaVersion: 2, mediaType: types.manifest, config, layers: [layer], ...also.manifest }
  const root = addBlob(files, Buffer.from(JSON.stringify(manifest)), types.manifest)
  return readStored(`oci-layout:${await writeFolder(setRoots(files, [root]))}`)
}

const other = `sha256:${'f'.repeat(64)}`

describe('a member that engines in Go take for another, as they read names without regard to case', () => {
  it.for<[string, Additions]>([
    ['Layers', { manifest: { Layers: [] } }],
    ['MANIFESTS', { manifest: { MANIFESTS: [] } }],
    ['Config', { manifest: { Config: {} } }],
    ['mediatype', { manifest: { mediatype: types.index } }],
    ['layer\u017f', { manifest: { 'layer\u017f': [] } }],
    ['Digest', { layer: { Digest: other } }],
    ['mediaTYPE', { layer: { mediaTYPE: types.statement } }],
  ])('%s is refused', async ([name, also]) => {
    await expect(read(also)).rejects.toMatchObject({
      code: 'IMAGE_INVALID',
      message: expect.stringContaining(`"${name}"`) as string,
    })
  })

  it.for<[string, Additions]>([
    ['members that nobody knows', { manifest: { Comment: 'x' } }],
    ['annotations in any case', { manifest: { annotations: { Layers: 'x', layers: 'y' } } }],
  ])('%s are left alone', async ([, also]) => {
    await expect(read(also)).resolves.toMatchObject({ manifests: [{ isIndex: false }] })
  })
})
