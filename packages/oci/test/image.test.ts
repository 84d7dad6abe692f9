import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filelessParts, imageParts, parseSource } from '../src/index.ts'
import {
  addBlob,
  addArtifact,
  addImage,
  addIndex,
  addTwoPlatforms,
  asAttestation,
  blobFile,
  noise,
  plainImage,
  setRoots,
  temporaryFolder,
  types,
  writeFolder,
  writeTar,
  type ArtifactShape,
  type Entry,
  type Files,
} from '@slipway/test-support/images/layouts'
import { readStored as read } from './stored.ts'

const someDigest = `sha256:${'5'.repeat(64)}`

const named = (entry: Entry, ref: string): Entry => ({
  ...entry,
  annotations: { 'org.opencontainers.image.ref.name': ref },
})

describe('parseSource', () => {
  it.for([
    ['oci-layout:out', { transport: 'oci-layout', path: 'out' }],
    ['oci-layout:out/image:v1', { transport: 'oci-layout', path: 'out/image', ref: 'v1' }],
    ['oci-archive:image.tar', { transport: 'oci-archive', path: 'image.tar' }],
    ['oci-archive:C:\\out\\image.tar', { transport: 'oci-archive', path: 'C:\\out\\image.tar' }],
    ['oci-layout:out:shop/app:v1', { transport: 'oci-layout', path: 'out', ref: 'shop/app:v1' }],
    ['docker-archive:x.tar', { transport: 'docker-archive', path: 'x.tar' }],
    ['docker-archive:x.tar:shop/app:v1', { transport: 'docker-archive', path: 'x.tar', ref: 'shop/app:v1' }],
    ['docker-daemon:shop/app:v1', { transport: 'docker-daemon', path: 'shop/app:v1' }],
    [`registry:shop/app@${someDigest}`, { transport: 'registry', repository: 'shop/app', digest: someDigest }],
    [
      `registry:127.0.0.1:5000/shop/app@${someDigest}`,
      { transport: 'registry', host: '127.0.0.1:5000', repository: 'shop/app', digest: someDigest },
    ],
    [
      `registry:123456789012.dkr.ecr.eu-west-1.amazonaws.com/app@${someDigest}`,
      {
        transport: 'registry',
        host: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
        repository: 'app',
        digest: someDigest,
      },
    ],
  ] as const)('understands %s', ([text, source]) => {
    expect(parseSource(text)).toEqual(source)
  })

  it.for([
    '',
    'out',
    'oci-layout:',
    'OCI-LAYOUT:out',
    'docker://shop/app',
    'docker-daemon:--help',
    'docker-daemon:a b',
    'registry:shop/app:v1',
    'registry:shop/app@sha256:123',
    `registry:@${someDigest}`,
  ])('refuses "%s"', (text) => {
    expect(() => parseSource(text)).toThrow(/source is/)
  })
})

describe('readImage', () => {
  it('reads the only image of a folder and of an archive alike', async () => {
    const { files, root } = plainImage()
    const folder = await read(`oci-layout:${await writeFolder(files)}`)
    const archive = await read(`oci-archive:${await writeTar(files)}`)
    expect(folder.root.descriptor.digest).toBe(root.digest)
    expect(archive).toEqual(folder)
    expect(imageParts(folder)).toEqual([{ digest: root.digest, platform: '' }])
  })

  it('lists the parts of an index by platform, without attestations', async () => {
    const files: Files = new Map()
    const image = await read(`oci-layout:${await writeFolder(setRoots(files, [addTwoPlatforms(files)]))}`)
    expect(imageParts(image).map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64/v8'])
    expect(image.manifests.at(-1)?.isIndex).toBe(true)
  })

  it('lists an image that is there for two platforms under both', async () => {
    const files: Files = new Map()
    const shared = addImage(files, 'shared', [noise(10)])
    const on = (architecture: string): Entry => ({ ...shared, platform: { os: 'linux', architecture } })
    const nested = addIndex(files, [on('arm64')])
    const index = addIndex(files, [on('arm64'), on('amd64'), nested])
    const image = await read(`oci-layout:${await writeFolder(setRoots(files, [index]))}`)
    expect(imageParts(image)).toEqual([
      { digest: shared.digest, platform: 'linux/arm64' },
      { digest: shared.digest, platform: 'linux/amd64' },
    ])
  })

  it.for<[string, (image: Entry) => Entry[]]>([
    ['only its list says so', (image) => [asAttestation(image, image)]],
    ['its platform is unknown', (image) => [{ ...image, platform: { os: 'unknown', architecture: 'unknown' } }]],
    [
      'it is listed as an image as well',
      (image) => [asAttestation(image, image), { ...image, platform: { os: 'linux', architecture: 'amd64' } }],
    ],
  ])('takes no image with files for an attestation: %s', async ([, list]) => {
    const files: Files = new Map()
    const hidden = addImage(files, 'hidden', [noise(10)])
    const index = addIndex(files, list(hidden))
    const image = await read(`oci-layout:${await writeFolder(setRoots(files, [index]))}`)
    expect(imageParts(image).map(({ digest }) => digest)).toEqual([hidden.digest])
  })

  const soci = 'application/vnd.amazon.soci.index.v2+json'
  const octets = 'application/octet-stream'
  const emptyConfig = 'application/vnd.oci.empty.v1+json'
  const on = (entry: Entry, architecture = 'amd64'): Entry => ({ ...entry, platform: { os: 'linux', architecture } })

  it.for<[string, ArtifactShape, string]>([
    ['a SOCI index manifest', { artifactType: soci, config: soci, layers: [octets, octets] }, soci],
    [
      'a signature of notation',
      { config: 'application/vnd.cncf.notary.signature', layers: ['application/jose+json'] },
      'application/vnd.cncf.notary.signature',
    ],
    [
      'a sigstore bundle',
      {
        artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        config: emptyConfig,
        layers: ['application/vnd.dev.sigstore.bundle.v0.3+json'],
      },
      'application/vnd.dev.sigstore.bundle.v0.3+json',
    ],
    [
      'a bill of materials',
      { artifactType: 'application/spdx+json', config: emptyConfig, layers: ['text/spdx+json'] },
      'application/spdx+json',
    ],
    [
      'an artifact of annotations alone',
      { artifactType: 'application/vnd.example', config: emptyConfig, layers: [] },
      'application/vnd.example',
    ],
    [
      'an attestation that is an artifact',
      {
        artifactType: 'application/vnd.docker.attestation.manifest.v1+json',
        config: emptyConfig,
        layers: [types.statement],
      },
      'application/vnd.docker.attestation.manifest.v1+json',
    ],
  ])('lists %s of an index as a part without files', async ([, shape, type]) => {
    const files: Files = new Map()
    const app = addImage(files, 'app', [noise(10)])
    const beside = addArtifact(files, shape)
    const index = addIndex(files, [on(app), on(beside)])
    const image = await read(`oci-layout:${await writeFolder(setRoots(files, [index]))}`)
    expect(imageParts(image)).toEqual([{ digest: app.digest, platform: 'linux/amd64' }])
    expect(filelessParts(image)).toEqual([{ digest: beside.digest, type }])
  })

  it.for([
    ['a signature of cosign', 'application/vnd.dev.cosign.simplesigning.v1+json'],
    ['an attestation of cosign', 'application/vnd.dsse.envelope.v1+json'],
  ])('lists %s as a part without files where its entry names no platform that runs it', async ([, type]) => {
    const files: Files = new Map()
    const app = addImage(files, 'app', [noise(10)])
    const beside = addImage(files, 'beside', [Buffer.from('{}')], type)
    const unknown = { ...beside, platform: { os: 'unknown', architecture: 'unknown' } }
    const parts = async (entry: Entry): Promise<readonly object[]> => {
      const dir = await writeFolder(setRoots(files, [addIndex(files, [on(app), entry])]))
      return filelessParts(await read(`oci-layout:${dir}`))
    }
    expect(await parts(unknown)).toEqual([{ digest: beside.digest, type }])
    expect(await parts(on(beside, 'arm64'))).toEqual([])
  })

  it.for<[string, ArtifactShape]>([
    ['the configuration of an image', { artifactType: soci, config: types.config, layers: [octets] }],
    [
      "that of one in Docker's words",
      { artifactType: soci, config: 'application/vnd.docker.container.image.v1+json', layers: [octets] },
    ],
    ['a configuration that old engines take for one', { artifactType: soci, config: octets, layers: [octets] }],
    ['a configuration of no type', { artifactType: soci, config: '', layers: [octets] }],
    [
      'the statement of an attestation and no such entry',
      { artifactType: soci, config: types.config, layers: [types.statement] },
    ],
    ['a layer of an image', { artifactType: soci, config: soci, layers: [octets, types.layer] }],
    [
      'a layer of an image as Docker names it',
      { artifactType: soci, config: soci, layers: ['application/vnd.docker.image.rootfs.diff.tar.gzip'] },
    ],
    ['an archive', { artifactType: soci, config: emptyConfig, layers: ['application/x-tar'] }],
    ['a program', { config: 'application/vnd.wasm.config.v0+json', layers: ['application/wasm'] }],
    ['a layer of no type', { artifactType: soci, config: soci, layers: [''] }],
  ])('takes for an image whatever has %s', async ([, shape]) => {
    const files: Files = new Map()
    const hidden = addArtifact(files, shape)
    const image = await read(`oci-layout:${await writeFolder(setRoots(files, [addIndex(files, [on(hidden)])]))}`)
    expect(imageParts(image)).toEqual([{ digest: hidden.digest, platform: 'linux/amd64' }])
    expect(filelessParts(image)).toEqual([])
  })

  it('takes an artifact that is not in an index for what is to be judged', async () => {
    const files: Files = new Map()
    const root = addArtifact(files, { artifactType: soci, config: soci, layers: [octets] })
    const image = await read(`oci-layout:${await writeFolder(setRoots(files, [root]))}`)
    expect(imageParts(image)).toEqual([{ digest: root.digest, platform: '' }])
    expect(filelessParts(image)).toEqual([])
  })

  it('takes the image that a reference names', async () => {
    const files: Files = new Map()
    const [one, two] = [addImage(files, 'one', [noise(10)]), addImage(files, 'two', [noise(10)])]
    const dir = await writeFolder(setRoots(files, [named(one, 'v1'), named(two, 'v2')]))
    expect((await read(`oci-layout:${dir}:v2`)).root.descriptor.digest).toBe(two.digest)
  })

  it('takes one image that is listed under two references', async () => {
    const files: Files = new Map()
    const one = addImage(files, 'one', [noise(10)])
    const dir = await writeFolder(setRoots(files, [named(one, 'v1'), named(one, 'latest')]))
    expect((await read(`oci-layout:${dir}`)).root.descriptor.digest).toBe(one.digest)
  })

  it.for<[string, (files: Files) => Entry[], string, string, RegExp]>([
    [
      'two images and no reference',
      (files) => [named(addImage(files, 'a', []), 'v1'), named(addImage(files, 'b', []), 'v2')],
      '',
      'SOURCE_AMBIGUOUS',
      /has 2 images: v1, v2/,
    ],
    ['no image', () => [], '', 'SOURCE_AMBIGUOUS', /names no image/],
    [
      'a reference that nothing has',
      (files) => [named(addImage(files, 'a', []), 'v1')],
      ':v9',
      'SOURCE_AMBIGUOUS',
      /no image with the reference v9; it has: v1/,
    ],
    [
      'a digest that is none',
      (files) => [{ ...addImage(files, 'a', []), digest: 'sha256:../../x' }],
      '',
      'IMAGE_INVALID',
      /digest/,
    ],
    ['a negative size', (files) => [{ ...addImage(files, 'a', []), size: -1 }], '', 'IMAGE_INVALID', /size -1/],
    [
      'a manifest of another size',
      (files) => [{ ...addImage(files, 'a', []), size: 3 }],
      '',
      'BLOB_CORRUPT',
      /digest says/,
    ],
    [
      'a media type that is no image',
      (files) => [addBlob(files, Buffer.from('{}'), 'application/json')],
      '',
      'IMAGE_INVALID',
      /neither an image nor an index/,
    ],
    [
      'a manifest that calls itself something else',
      (files) => [{ ...addImage(files, 'a', []), mediaType: types.index }],
      '',
      'IMAGE_INVALID',
      /calls itself/,
    ],
    [
      'a manifest that is an image and an index in one',
      (files) => {
        const both = { mediaType: types.index, manifests: [], config: addBlob(files, noise(9), 'x'), layers: [] }
        return [addBlob(files, Buffer.from(JSON.stringify(both)), types.index)]
      },
      '',
      'IMAGE_INVALID',
      /both/,
    ],
    [
      'a manifest that is no JSON',
      (files) => [addBlob(files, Buffer.from('{'), types.manifest)],
      '',
      'IMAGE_INVALID',
      /no JSON/,
    ],
    [
      'a manifest that is not UTF-8',
      (files) => [addBlob(files, Buffer.from([0x7b, 0xff, 0x7d]), types.manifest)],
      '',
      'IMAGE_INVALID',
      /UTF-8/,
    ],
    [
      'a manifest that is a list',
      (files) => [addBlob(files, Buffer.from('[]'), types.manifest)],
      '',
      'IMAGE_INVALID',
      /object/,
    ],
    [
      'a manifest without layers',
      (files) => [
        addBlob(files, Buffer.from(JSON.stringify({ config: addBlob(files, noise(9), 'x') })), types.manifest),
      ],
      '',
      'IMAGE_INVALID',
      /list of layers/,
    ],
    [
      'a huge manifest',
      (files) => [addBlob(files, Buffer.alloc(4_194_305, ' '), types.manifest)],
      '',
      'IMAGE_INVALID',
      /4194305 bytes/,
    ],
    ['indexes in indexes without end', (files) => [nested(files, 9)], '', 'IMAGE_INVALID', /nests indexes/],
    [
      'more manifests than an image has',
      (files) => [
        addIndex(
          files,
          Array.from({ length: 250 }, (_, i) => addImage(files, `i${i}`, [])),
        ),
      ],
      '',
      'IMAGE_INVALID',
      /more than 200 manifests/,
    ],
    [
      'an index whose child is not there',
      (files) => [addIndex(files, [{ mediaType: types.manifest, digest: `sha256:${'0'.repeat(64)}`, size: 3 }])],
      '',
      'BLOB_MISSING',
      /no manifest sha256:000/,
    ],
  ])('refuses %s', async ([, roots, ref, code, message]) => {
    const files: Files = new Map()
    const dir = await writeFolder(setRoots(files, roots(files)))
    await expect(read(`oci-layout:${dir}${ref}`)).rejects.toMatchObject({ code, message })
  })

  it('refuses a manifest whose bytes were changed', async () => {
    const { files, root } = plainImage()
    const bytes = files.get(blobFile(root.digest)) ?? Buffer.alloc(0)
    files.set(blobFile(root.digest), Buffer.from(bytes.toString().replace('"schemaVersion":2', '"schemaVersion":3')))
    const reading = read(`oci-layout:${await writeFolder(files)}`)
    await expect(reading).rejects.toMatchObject({ code: 'BLOB_CORRUPT' })
  })

  it.for<[string, Buffer, RegExp]>([
    ['an empty file', Buffer.alloc(0), /no index.json/],
    ['a gzip file of nothing', Buffer.from([0x1f, 0x8b, 8, 0, ...Buffer.alloc(600)]), /cannot be unpacked by gzip/],
    ['something else', noise(4000), /is no tar archive/],
  ])('refuses %s as archive', async ([, bytes, message]) => {
    const file = join(await temporaryFolder(), 'x.tar')
    await writeFile(file, bytes)
    await expect(read(`oci-archive:${file}`)).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE', message })
  })

  it.for(['oci-layout:/nowhere', 'oci-archive:/nowhere.tar', 'oci-archive:/tmp'])(
    'says that %s is not there',
    async (source) => {
      await expect(read(source)).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' })
    },
  )
})

describe('an archive', () => {
  it('may name its files with a leading ./ and with long names', async () => {
    const { files, root } = plainImage()
    const moved = new Map([...files].map(([path, bytes]) => [`./${path}`, bytes] as const))
    moved.set(`./${'deep/'.repeat(40)}file`, Buffer.from('x'))
    expect((await read(`oci-archive:${await writeTar(moved)}`)).root.descriptor.digest).toBe(root.digest)
  })

  it('that is cut off or changed anywhere gives an error with a code or the same image, never a crash', async () => {
    const { files, root } = plainImage('app', 1200)
    const whole = await writeTar(files)
    const bytes = await readFile(whole)
    const file = join(await temporaryFolder(), 'damaged.tar')
    const damage = fc.record({
      cut: fc.nat(bytes.length),
      at: fc.nat(bytes.length - 1),
      to: fc.nat(255),
      flip: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ cut, at, to, flip }) => {
        const copy = Buffer.from(flip ? bytes : bytes.subarray(0, cut))
        if (flip) copy[at] = to
        await writeFile(file, copy)
        const outcome = await read(`oci-archive:${file}`).then(
          (image) => image.root.descriptor.digest,
          (error: { code?: string; message: string }) => error.code ?? error.message,
        )
        expect([
          root.digest,
          'SOURCE_UNREADABLE',
          'SOURCE_AMBIGUOUS',
          'IMAGE_INVALID',
          'BLOB_MISSING',
          'BLOB_CORRUPT',
        ]).toContain(outcome)
      }),
      { numRuns: 300 },
    )
  })
})

function nested(files: Files, depth: number): Entry {
  return addIndex(files, [depth === 0 ? addImage(files, 'core', []) : nested(files, depth - 1)])
}
