import { createWriteStream } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import type { Image, Layout } from '../src/index.ts'
import { blobFile, noise, sha256, temporaryFolder, writeTar, type Files } from '@slipway/test-support/images/layouts'
import { configOf, layoutArchive, legacyArchive, shop, type Saved } from './saved.ts'
import { openStored, readStored } from './stored.ts'

const readArchive = async (files: Files, ref = ''): Promise<Image> =>
  readStored(`docker-archive:${await writeTar(files)}${ref}`)

async function contentOf(layout: Layout, digest: string): Promise<Buffer> {
  const file = await layout.open(blobFile(digest))
  const bytes = Buffer.alloc(file?.size ?? 0)
  await file?.read(bytes, 0)
  await file?.close()
  expect(sha256(bytes)).toBe(digest)
  return bytes
}

describe('a docker save', () => {
  it('becomes an image of its own config and of its layers, packed by gzip', async () => {
    const source = `docker-archive:${await writeTar(legacyArchive([shop]))}`
    const image = await readStored(source)
    const layout = await openStored(source)
    const [config, ...layers] = image.root.blobs
    expect(image.root.descriptor.mediaType).toBe('application/vnd.docker.distribution.manifest.v2+json')
    expect(config).toMatchObject({
      digest: sha256(configOf(shop)),
      mediaType: 'application/vnd.docker.container.image.v1+json',
    })
    const unpacked = await Promise.all(layers.map(async ({ digest }) => gunzipSync(await contentOf(layout, digest))))
    expect(unpacked.map(sha256)).toEqual(shop.layers.map(sha256))
    expect(layers.map(({ mediaType }) => mediaType)).toEqual(
      shop.layers.map(() => 'application/vnd.docker.image.rootfs.diff.tar.gzip'),
    )
  })

  it('gives the same digest every time, so that a second run finds what the first one pushed', async () => {
    const [first, second] = await Promise.all([readArchive(legacyArchive([shop])), readArchive(legacyArchive([shop]))])
    expect(first.root.descriptor.digest).toBe(second.root.descriptor.digest)
  })

  it('keeps the digest of a layout with packed layers', async () => {
    const { files, root } = layoutArchive(shop, true)
    expect((await readArchive(files)).root.descriptor.digest).toBe(root.digest)
  })

  it('packs the layers of a layout that has them unpacked', async () => {
    const { files, root } = layoutArchive(shop, false)
    const image = await readArchive(files)
    expect(image.root.descriptor.digest).not.toBe(root.digest)
    expect(image.root.descriptor.digest).toBe((await readArchive(legacyArchive([shop]))).root.descriptor.digest)
  })

  it('takes manifest.json where the layout names platforms that are not there', async () => {
    const { files } = layoutArchive(shop, true)
    const index = {
      schemaVersion: 2,
      manifests: [{ digest: sha256(noise(9)), size: 9, mediaType: 'application/vnd.oci.image.index.v1+json' }],
    }
    files.set('index.json', Buffer.from(JSON.stringify(index)))
    expect((await readArchive(files)).root.blobs).toHaveLength(3)
  })

  it.for([
    ['one frame', zstdCompressSync],
    ['frames', inFrames],
  ] as const)('names layers packed by zstd in %s in OCI words, as Docker has none', async ([, pack]) => {
    const files = legacyArchive([shop])
    for (const [path, bytes] of files) if (path.endsWith('layer.tar')) files.set(path, pack(bytes))
    const { root } = await readArchive(files)
    expect(root.descriptor.mediaType).toBe('application/vnd.oci.image.manifest.v1+json')
    expect(root.blobs.slice(1).map(({ mediaType }) => mediaType)).toEqual(
      shop.layers.map(() => 'application/vnd.oci.image.layer.v1.tar+zstd'),
    )
  })

  it('packs a layer that comes twice only once', async () => {
    const twice: Saved = { name: 'twice:v1', layers: [noise(400), noise(400)] }
    const { root } = await readArchive(legacyArchive([twice]))
    expect(new Set(root.blobs.map(({ digest }) => digest)).size).toBe(2)
    expect(root.blobs).toHaveLength(3)
  })

  it.for([
    ['symlink', '../one/layer.tar'],
    ['link', 'one/layer.tar'],
  ] as const)('follows a %s to a layer of the same archive', async ([type, linkname]) => {
    const layer = noise(700)
    const config = configOf({ name: 'linked:v1', layers: [layer, layer] })
    const manifest = [{ Config: 'c.json', RepoTags: ['linked:v1'], Layers: ['one/layer.tar', 'two/layer.tar'] }]
    const file = join(await temporaryFolder(), 'linked.tar')
    const tar = pack()
    const written = pipeline(tar, createWriteStream(file))
    tar.entry({ name: 'two/layer.tar', type, linkname })
    tar.entry({ name: 'one/layer.tar' }, layer)
    tar.entry({ name: 'c.json' }, config)
    tar.entry({ name: 'manifest.json' }, JSON.stringify(manifest))
    tar.finalize()
    await written
    expect((await readStored(`docker-archive:${file}`)).root.blobs).toHaveLength(3)
  })

  it('leaves nothing behind in the folder it may use', async () => {
    const temp = await temporaryFolder()
    const layout = await openStored(`docker-archive:${await writeTar(legacyArchive([shop]))}`, temp)
    expect(await readdir(temp)).toHaveLength(1)
    await layout.close()
    expect(await readdir(temp)).toEqual([])
  })
})

describe('which image of a docker save', () => {
  const other: Saved = { name: 'docker.io/library/tool:latest', layers: [noise(50)] }
  const two = legacyArchive([shop, other])

  it.for([
    [':shop/app:v1', shop],
    [':docker.io/shop/app:v1', shop],
    [':tool', other],
    [':@1', other],
  ] as const)('%s', async ([ref, image]) => {
    expect((await readArchive(two, ref)).root.blobs[0]?.digest).toBe(sha256(configOf(image)))
  })

  it.for([
    ['', /has 2 images; it has: shop\/app:v1, docker.io\/library\/tool:latest/],
    [':shop/app:v2', /has 0 images named shop\/app:v2/],
    [':@2', /has 0 images named @2/],
  ] as const)('"%s" is refused', async ([ref, message]) => {
    await expect(readArchive(two, ref)).rejects.toMatchObject({ code: 'SOURCE_AMBIGUOUS', message })
  })
})

/** What is changed below, and nothing more. */
interface Parsed {
  readonly rootfs?: unknown
  readonly Layers: readonly string[]
}
type Manifest = readonly [Parsed]

describe('a docker save that is not right', () => {
  const changed = (path: string, change: (json: unknown) => unknown): Files => {
    const files = legacyArchive([shop])
    const config = [...files.keys()].find((name) => name.endsWith('.json') && name !== 'manifest.json') ?? ''
    const target = path === 'config' ? config : path
    files.set(
      target,
      Buffer.from(JSON.stringify(change(JSON.parse(files.get(target)?.toString() ?? 'null') as unknown))),
    )
    return files
  }

  const inManifest = (change: (manifest: Manifest) => unknown): Files =>
    changed('manifest.json', (json) => change(json as Manifest))
  const inConfig = (change: (config: Parsed) => unknown): Files => changed('config', (json) => change(json as Parsed))

  it.for<[string, Files, string, RegExp]>([
    ['no manifest.json', new Map([['x', Buffer.from('x')]]), 'SOURCE_UNREADABLE', /has no manifest.json/],
    ['a manifest.json that is no list', changed('manifest.json', () => ({})), 'IMAGE_INVALID', /is no list/],
    ['an entry without layers', inManifest(([one]) => [{ ...one, Layers: 1 }]), 'IMAGE_INVALID', /no list of Layers/],
    [
      'a config outside the archive',
      inManifest(([one]) => [{ ...one, Config: '../../etc/passwd' }]),
      'BLOB_MISSING',
      /etc\/passwd/,
    ],
    [
      'a layer outside the archive',
      inManifest(([one]) => [{ ...one, Layers: ['/etc/passwd', '/etc/hosts'] }]),
      'BLOB_MISSING',
      /no layer \/etc/,
    ],
    [
      'fewer layers than its config',
      inManifest(([one]) => [{ ...one, Layers: [one.Layers[0]] }]),
      'IMAGE_INVALID',
      /lists 1 layers, its config 2/,
    ],
    ['a config without diff_ids', inConfig((config) => ({ ...config, rootfs: {} })), 'IMAGE_INVALID', /no diff_ids/],
    [
      'layers in another order',
      inManifest(([one]) => [{ ...one, Layers: one.Layers.toReversed() }]),
      'BLOB_CORRUPT',
      /has the content of/,
    ],
  ])('has %s', async ([, files, code, message]) => {
    await expect(readArchive(files)).rejects.toMatchObject({ code, message })
  })

  it('has a packed layer that is cut off', async () => {
    const files = legacyArchive([shop])
    for (const [path, bytes] of files) if (path.endsWith('layer.tar')) files.set(path, gzipSync(bytes).subarray(0, 900))
    await expect(readArchive(files)).rejects.toMatchObject({ code: 'BLOB_CORRUPT', message: /cannot be read/ })
  })
})

/** As parallel packers write it. */
function inFrames(bytes: Buffer): Buffer {
  const half = bytes.length >> 1
  return Buffer.concat([zstdCompressSync(bytes.subarray(0, half)), zstdCompressSync(bytes.subarray(half))])
}

describe('an archive packed as a whole', () => {
  it.for([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
    ['zstd in frames', inFrames],
  ] as const)('by %s is read', async ([name, pack]) => {
    const plain = await writeTar(legacyArchive([shop]))
    const packed = join(await temporaryFolder(), `image.tar.${name}`)
    await writeFile(packed, pack(await readFile(plain)))
    const [one, other] = await Promise.all([
      readStored(`docker-archive:${packed}`),
      readStored(`docker-archive:${plain}`),
    ])
    expect(one).toEqual(other)
  })

  // How each begins, by its specification; what follows is not looked at.
  const foreign = [
    ['xz', 'fd377a585a000004', 'xz -d'],
    ['bzip2', '425a683931415926', 'bzip2 -d'],
    ['lz4', '04224d1864407000', 'lz4 -d'],
    ['lzip', '4c5a4950010c0000', 'lzip -d'],
    ['zip', '504b030414000000', 'unzip'],
    ['7z', '377abcaf271c0004', '7z x'],
  ] as const

  it.for(foreign)('by %s is refused with the command that undoes it', async ([packing, head, command]) => {
    const file = join(await temporaryFolder(), 'image.tar')
    await writeFile(file, Buffer.concat([Buffer.from(head, 'hex'), noise(2000)]))
    for (const transport of ['docker-archive', 'oci-archive']) {
      await expect(readStored(`${transport}:${file}`)).rejects.toMatchObject({
        code: 'SOURCE_UNREADABLE',
        message: `${transport}:${file} is compressed by ${packing}, which cannot be read`,
        remedy: expect.stringContaining(`unpack it first (${command} ${file})`),
      })
    }
  })

  it.for(foreign)('in its layers by %s is refused as that, not as damaged', async ([packing, head]) => {
    const files = legacyArchive([shop])
    for (const path of files.keys())
      if (path.endsWith('layer.tar')) files.set(path, Buffer.concat([Buffer.from(head, 'hex'), noise(2000)]))
    await expect(readArchive(files)).rejects.toMatchObject({
      code: 'IMAGE_INVALID',
      message: expect.stringMatching(new RegExp(`^layer sha256:\\w+ is compressed by ${packing}, and the layers`)),
    })
  })

  it('and cut off is refused', async () => {
    const packed = join(await temporaryFolder(), 'cut.tar.gz')
    await writeFile(packed, gzipSync(await readFile(await writeTar(legacyArchive([shop])))).subarray(0, 3000))
    const reading = readStored(`docker-archive:${packed}`)
    await expect(reading).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE', message: /cannot be unpacked by gzip/ })
  })
})
