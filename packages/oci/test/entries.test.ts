import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { imageParts } from '../src/index.ts'
import {
  addArtifact,
  addBlob,
  addImage,
  addIndex,
  asAttestation,
  blobFile,
  noise,
  setRoots,
  sha256,
  types,
  writeFolder,
  writeTar,
  type Entry,
  type Files,
} from '@slipway/test-support/images/layouts'
import { connect, push } from './pushing.ts'
import { startRegistry } from './registry-server.ts'
import { configOf, layoutArchive, shop } from './saved.ts'
import { readStored as read } from './stored.ts'

const on = (entry: Entry, architecture: string, more: Record<string, string> = {}): Entry => ({
  ...entry,
  platform: { os: 'linux', architecture, ...more },
})
const named = (entry: Entry, ref: string): Entry => ({
  ...entry,
  annotations: { 'org.opencontainers.image.ref.name': ref },
})

/** A manifest under sha512, which the specification of layouts allows and ECR does not take. */
function addSha512(files: Files, name: string): Entry {
  const entry = addImage(files, name, [noise(10)])
  const bytes = files.get(blobFile(entry.digest)) ?? Buffer.alloc(0)
  const hex = createHash('sha512').update(bytes).digest('hex')
  files.delete(blobFile(entry.digest))
  files.set(`blobs/sha512/${hex}`, bytes)
  return { ...entry, digest: `sha512:${hex}` }
}

describe('an index.json that is itself the index of an image', () => {
  /** As go-containerregistry's layout.Write leaves it, which apko uses. */
  function written(entries: (files: Files) => readonly Entry[], more: object = { mediaType: types.index }): Files {
    const files: Files = new Map()
    const manifests = entries(files)
    setRoots(files, manifests)
    return files.set(
      'index.json',
      Buffer.from(`${JSON.stringify({ schemaVersion: 2, ...more, manifests }, null, 2)}\n`),
    )
  }
  const two = (files: Files): Entry[] => [
    on(addImage(files, 'amd', [noise(900)]), 'amd64'),
    on(addImage(files, 'arm', [noise(800)]), 'arm64'),
  ]

  it.for([
    ['as it calls itself', { mediaType: types.index }, types.index],
    ['where it gives no type', {}, types.index],
    [
      'as a list of Docker',
      { mediaType: 'application/vnd.docker.distribution.manifest.list.v2+json' },
      'application/vnd.docker.distribution.manifest.list.v2+json',
    ],
  ] as const)('is the image, byte for byte, %s', async ([, more, mediaType]) => {
    const files = written(two, more)
    const bytes = files.get('index.json') ?? Buffer.alloc(0)
    for (const source of [`oci-layout:${await writeFolder(files)}`, `oci-archive:${await writeTar(files)}`]) {
      const image = await read(source)
      expect(image.root).toMatchObject({ isIndex: true, descriptor: { digest: sha256(bytes), mediaType }, bytes })
      expect(imageParts(image).map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64'])
    }
  })

  it('is pushed with its children', async () => {
    const files = written(two)
    const bytes = files.get('index.json') ?? Buffer.alloc(0)
    const server = await startRegistry()
    await push(`oci-layout:${await writeFolder(files)}`, connect(server))
    expect(server.manifests.get(sha256(bytes))).toEqual(bytes)
    expect(server.manifests.size).toBe(3)
  })

  it('may hold attestations and artifacts of one of its platforms', async () => {
    const soci = 'application/vnd.amazon.soci.index.v2+json'
    const files = written((files) => {
      const [amd, arm] = [addImage(files, 'amd', [noise(900)]), addImage(files, 'arm', [noise(800)])]
      const statement = addImage(files, 'statement', [Buffer.from('{}')], types.statement)
      const beside = addArtifact(files, { artifactType: soci, config: soci, layers: [] })
      return [
        on(amd, 'amd64'),
        on(arm, 'arm64'),
        asAttestation(statement, amd),
        { ...on(beside, 'amd64'), artifactType: soci },
      ]
    })
    expect(imageParts(await read(`oci-layout:${await writeFolder(files)}`))).toHaveLength(2)
  })

  it('gives one of its platforms by its digest', async () => {
    const files = written(two)
    const arm = addImage(new Map(), 'arm', [noise(800)])
    const image = await read(`oci-layout:${await writeFolder(files)}:${arm.digest}`)
    expect(image.root.descriptor.digest).toBe(arm.digest)
  })

  it('may tell platforms apart by the version of their system', async () => {
    const files = written((files) => [
      on(addImage(files, 'a', []), 'amd64', { 'os.version': '10.0.17763' }),
      on(addImage(files, 'b', []), 'amd64', { 'os.version': '10.0.20348' }),
    ])
    expect((await read(`oci-layout:${await writeFolder(files)}`)).root.isIndex).toBe(true)
  })

  it.for<[string, (files: Files) => Entry[]]>([
    ['one has no platform', (files) => [on(addImage(files, 'a', []), 'amd64'), addImage(files, 'b', [])]],
    [
      'one has a name',
      (files) => [on(addImage(files, 'a', []), 'amd64'), named(on(addImage(files, 'b', []), 'arm64'), 'v1')],
    ],
    [
      'one has a name of containerd',
      (files) => [
        on(addImage(files, 'a', []), 'amd64'),
        { ...on(addImage(files, 'b', []), 'arm64'), annotations: { 'io.containerd.image.name': 'docker.io/a:1' } },
      ],
    ],
    [
      'two are for one platform',
      (files) => [on(addImage(files, 'a', []), 'amd64'), on(addImage(files, 'b', []), 'amd64')],
    ],
  ])('is not what several images are taken for: %s', async ([, entries]) => {
    const reading = read(`oci-layout:${await writeFolder(written(entries))}`)
    await expect(reading).rejects.toMatchObject({
      code: 'SOURCE_AMBIGUOUS',
      message: expect.stringMatching(/has 2 images/),
    })
  })
})

describe('an entry of index.json', () => {
  async function several(): Promise<{ dir: string; tar: string; entries: readonly Entry[] }> {
    const files: Files = new Map()
    const entries = ['one', 'two', 'three'].map((name) => addImage(files, name, [noise(10)]))
    const [one, two, three] = entries as [Entry, Entry, Entry]
    setRoots(files, [one, named(two, 'v2'), named(three, '@0')])
    return { dir: await writeFolder(files), tar: await writeTar(files), entries }
  }

  it('is chosen by its place, its digest or its name, which goes before its place', async () => {
    const { dir, tar, entries } = await several()
    const digests = entries.map(({ digest }) => digest)
    const chosen = async (ref: string): Promise<readonly string[]> =>
      Promise.all(
        [`oci-layout:${dir}`, `oci-archive:${tar}`].map(
          async (source) => (await read(`${source}:${ref}`)).root.descriptor.digest,
        ),
      )
    expect(await chosen('@1')).toEqual([digests[1], digests[1]])
    expect(await chosen('@2')).toEqual([digests[2], digests[2]])
    expect(await chosen(digests[0] ?? '')).toEqual([digests[0], digests[0]])
    expect(await chosen('v2')).toEqual([digests[1], digests[1]])
    expect(await chosen('@0')).toEqual([digests[2], digests[2]])
  })

  it.for(['@3', '@-1', '@', `sha256:${'0'.repeat(64)}`, 'sha256:'])(
    'is not chosen by %s, and what is there is told',
    async (ref) => {
      const { dir, entries } = await several()
      await expect(read(`oci-layout:${dir}:${ref}`)).rejects.toMatchObject({
        code: 'SOURCE_AMBIGUOUS',
        message: `oci-layout:${dir} has no image with the reference ${ref}; it has: ${entries[0]?.digest}, v2, @0`,
        remedy: expect.stringContaining(':@N'),
      })
    },
  )

  it('under sha512 leaves the others as they are', async () => {
    const files: Files = new Map()
    const one = addImage(files, 'one', [noise(10)])
    const other = addSha512(files, 'other')
    const dir = await writeFolder(setRoots(files, [named(other, 'v1'), named(one, 'v2')]))
    for (const ref of ['', ':v2', ':@1', `:${one.digest}`]) {
      expect((await read(`oci-layout:${dir}${ref}`)).root.descriptor.digest).toBe(one.digest)
    }
    for (const ref of [':v1', ':@0', `:${other.digest}`]) {
      await expect(read(`oci-layout:${dir}${ref}`)).rejects.toMatchObject({
        code: 'IMAGE_INVALID',
        message: expect.stringMatching(/manifests\[0\] of index\.json has the digest "sha512:/),
        remedy: expect.stringContaining('sha256'),
      })
    }
  })

  it('under sha512 leaves another of the same name as it is', async () => {
    const files: Files = new Map()
    const one = addImage(files, 'one', [noise(10)])
    for (const entries of [
      [named(addSha512(files, 'other'), 'v1'), named(one, 'v1')],
      [named(one, 'v1'), named(addSha512(files, 'other'), 'v1')],
    ]) {
      const dir = await writeFolder(setRoots(files, entries))
      expect((await read(`oci-layout:${dir}:v1`)).root.descriptor.digest).toBe(one.digest)
    }
  })

  it('under sha512 is refused where it is the only one', async () => {
    const files: Files = new Map()
    const dir = await writeFolder(setRoots(files, [addSha512(files, 'one')]))
    await expect(read(`oci-layout:${dir}`)).rejects.toMatchObject({ code: 'IMAGE_INVALID', message: /sha512/ })
  })

  it('that is not readable at all spoils the others only where none is named', async () => {
    const files: Files = new Map()
    const one = addImage(files, 'one', [noise(10)])
    const dir = await writeFolder(setRoots(files, [named({ ...one, size: -1 }, 'v1'), named(one, 'v2')]))
    expect((await read(`oci-layout:${dir}:v2`)).root.descriptor.digest).toBe(one.digest)
    await expect(read(`oci-layout:${dir}`)).rejects.toMatchObject({ code: 'IMAGE_INVALID', message: /size -1/ })
  })
})

describe('an archive of which not every platform is there', () => {
  /** As Docker 25 and later save it from containerd's store: the whole index, and what was pulled of it. */
  function partial(more: (files: Files, here: Entry) => readonly Entry[] = () => []): { files: Files; here: Entry } {
    const { files, root: here } = layoutArchive(shop, true)
    const elsewhere = addImage(new Map(), 'arm64', [noise(70)])
    const entries = [on({ ...here, annotations: {} }, 'amd64'), on(elsewhere, 'arm64'), ...more(files, here)]
    const index = addIndex(files, entries)
    setRoots(files, [{ ...index, annotations: here.annotations ?? {} }])
    return { files, here }
  }
  const rootOf = async (files: Files, ref = ''): Promise<string> =>
    (await read(`docker-archive:${await writeTar(files)}${ref}`)).root.descriptor.digest

  it.for(['', ':shop/app:v1', ':@0'])('is the manifest of the one that is, as it is: "%s"', async (ref) => {
    const { files, here } = partial()
    expect(await rootOf(files, ref)).toBe(here.digest)
  })

  it('is so with the attestation of that one', async () => {
    const { files, here } = partial((all, one) => [asAttestation(addImage(all, 'x', [noise(5)], types.statement), one)])
    expect(await rootOf(files)).toBe(here.digest)
  })

  it('is so without a manifest.json', async () => {
    const { files, here } = partial()
    files.delete('manifest.json')
    expect(await rootOf(files)).toBe(here.digest)
  })

  it('is the one that manifest.json names, where several are there', async () => {
    const { files, here } = partial((all) => [on(addImage(all, 'riscv', [noise(60)]), 'riscv64')])
    expect(await rootOf(files)).toBe(here.digest)
  })

  it('is the one whose digest is named', async () => {
    let riscv: Entry | undefined
    const { files } = partial((all) => [on((riscv = addImage(all, 'riscv', [noise(60)])), 'riscv64')])
    expect(await rootOf(files, `:${riscv?.digest}`)).toBe(riscv?.digest)
  })

  it('is so beside an entry under sha512', async () => {
    const { files, root } = layoutArchive(shop, true)
    setRoots(files, [addSha512(files, 'other'), root])
    for (const ref of ['', ':shop/app:v1', ':@0', `:${root.digest}`]) expect(await rootOf(files, ref)).toBe(root.digest)
  })

  it('is packed anew where a layer of that one is kept unpacked', async () => {
    const { files, root } = layoutArchive(shop, false)
    const index = addIndex(files, [
      on({ ...root, annotations: {} }, 'amd64'),
      on(addImage(new Map(), 'arm', []), 'arm64'),
    ])
    setRoots(files, [index])
    const { root: made } = await read(`docker-archive:${await writeTar(files)}`)
    expect(made.descriptor.digest).not.toBe(root.digest)
    expect(made.blobs[0]?.digest).toBe(sha256(configOf(shop)))
  })

  it('is refused where none is whole and no manifest.json says how to make one', async () => {
    const { files } = partial()
    files.delete('manifest.json')
    files.delete(blobFile(sha256(configOf(shop))))
    await expect(rootOf(files)).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE', message: /no manifest.json/ })
  })

  it('names docker-archive to who reads it as a layout, which has all platforms', async () => {
    const { files } = partial()
    await expect(read(`oci-archive:${await writeTar(files)}`)).rejects.toMatchObject({
      code: 'BLOB_MISSING',
      remedy: expect.stringContaining('docker-archive:'),
    })
  })

  it('keeps the digest of one that is chosen by its place', async () => {
    const { files, root } = layoutArchive(shop, true)
    const other = addBlob(
      files,
      Buffer.from(JSON.stringify({ rootfs: { type: 'layers', diff_ids: [] } })),
      types.config,
    )
    const text = files.get('manifest.json')?.toString() ?? ''
    const entries = [
      { Config: blobFile(other.digest), RepoTags: ['other:v1'], Layers: [] },
      ...(JSON.parse(text) as object[]),
    ]
    files.set('manifest.json', Buffer.from(JSON.stringify(entries)))
    expect(await rootOf(files, ':@1')).toBe(root.digest)
  })
})
