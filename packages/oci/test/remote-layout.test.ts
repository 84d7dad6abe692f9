import { describe, expect, it } from 'vitest'
import { imageParts, readImage, remoteLayout, type FetchedManifest } from '../src/index.ts'
import {
  addTwoPlatforms,
  blobFile,
  plainImage,
  setRoots,
  types,
  writeFolder,
  type Files,
} from '@slipway/test-support/images/layouts'
import { connect, push } from './pushing.ts'
import { startRegistry, type TestRegistry } from './registry-server.ts'
import { readStored } from './stored.ts'

function fetchFrom(
  server: TestRegistry,
  asked: string[] = [],
): (digest: string) => Promise<FetchedManifest | undefined> {
  return async (digest) => {
    asked.push(digest)
    const bytes = server.manifests.get(digest)
    if (bytes === undefined) return undefined
    const { mediaType = '' } = JSON.parse(bytes.toString()) as { mediaType?: string }
    return { mediaType, bytes }
  }
}

describe('remoteLayout', () => {
  it.for<[string, () => { files: Files; digest: string }]>([
    ['a single image', () => single()],
    ['an index of two platforms and an attestation', () => twoPlatforms()],
  ])('reads %s as it was pushed, each manifest once', async ([, make]) => {
    const { files, digest } = make()
    const server = await startRegistry()
    const source = `oci-layout:${await writeFolder(files)}`
    await push(source, connect(server))
    const asked: string[] = []
    const image = await readImage(remoteLayout('registry:app', digest, fetchFrom(server, asked)))
    const stored = await readStored(source)
    expect(image.manifests.map(({ bytes }) => bytes)).toEqual(stored.manifests.map(({ bytes }) => bytes))
    expect(imageParts(image)).toEqual(imageParts(stored))
    expect(asked.toSorted()).toEqual([...server.manifests.keys()].toSorted())
  })

  it('pushes what is there already without a blob at hand', async () => {
    const { files, digest } = single()
    const server = await startRegistry()
    await push(`oci-layout:${await writeFolder(files)}`, connect(server))
    const layout = remoteLayout('registry:app', digest, fetchFrom(server))
    expect(await layout.open(blobFile(`sha256:${'0'.repeat(64)}`))).toBeUndefined()
    await layout.close()
  })

  it('says what is not there', async () => {
    const server = await startRegistry()
    const digest = `sha256:${'0'.repeat(64)}`
    const reading = readImage(remoteLayout('registry:app', digest, fetchFrom(server)))
    await expect(reading).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: `registry:app: there is no image ${digest}`,
    })
  })

  it('refuses bytes that are not what their digest says', async () => {
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests: [] }))
    const digest = `sha256:${'0'.repeat(64)}`
    const reading = readImage(remoteLayout('registry:app', digest, async () => ({ mediaType: types.index, bytes })))
    await expect(reading).rejects.toMatchObject({ code: 'BLOB_CORRUPT' })
  })

  it('names the platform whose manifest is gone', async () => {
    const { files, digest } = twoPlatforms()
    const server = await startRegistry()
    await push(`oci-layout:${await writeFolder(files)}`, connect(server))
    const [gone = ''] = [...server.manifests.keys()]
    const fetch = fetchFrom(server)
    const layout = remoteLayout('registry:app', digest, async (wanted) => (wanted === gone ? undefined : fetch(wanted)))
    await expect(readImage(layout)).rejects.toMatchObject({ code: 'BLOB_MISSING', message: new RegExp(gone) })
  })
})

function single(): { files: Files; digest: string } {
  const { files, root } = plainImage()
  return { files, digest: root.digest }
}

function twoPlatforms(): { files: Files; digest: string } {
  const files: Files = new Map()
  const root = addTwoPlatforms(files)
  return { files: setRoots(files, [root]), digest: root.digest }
}
