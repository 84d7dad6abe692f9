import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLayout, parseSource, readImage, type RegistrySource } from '../src/index.ts'
import {
  addBlob,
  addTwoPlatforms,
  blobFile,
  setRoots,
  sha256,
  temporaryFolder,
  types,
  writeFolder,
  type Files,
} from '@slipway/test-support/images/layouts'
import { layoutArchive, legacyArchive, shop } from './saved.ts'

/** Every end that a reader may come to: an image, or an error of one of these codes. */
const ends = ['image', 'SOURCE_UNREADABLE', 'SOURCE_AMBIGUOUS', 'IMAGE_INVALID', 'BLOB_MISSING', 'BLOB_CORRUPT']
/** Milliseconds: far more than any of these small images takes on any machine, far less than for ever. */
const longest = 300_000

/** A folder to work in, and what stands around it, which must stay as it is. */
interface WatchedFolder {
  readonly around: string
  readonly temp: string
}

async function watchedFolder(): Promise<WatchedFolder> {
  const around = await temporaryFolder()
  const temp = join(around, 'temp')
  await mkdir(temp)
  await writeFile(join(around, 'sentinel'), 'untouched')
  return { around, temp }
}

/** Reads a source to its end; checks that it ended by itself, named its error, and left nothing behind. */
async function endOf(text: string, { around, temp }: WatchedFolder): Promise<string> {
  const source = parseSource(text) as Exclude<ReturnType<typeof parseSource>, RegistrySource>
  const reading = openLayout(source, { temp, signal: AbortSignal.timeout(longest) }).then(async (layout) => {
    try {
      return await readImage(layout)
    } finally {
      await layout.close()
    }
  })
  const end = await reading.then(
    () => 'image',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  )
  expect(await readdir(temp)).toEqual([])
  expect(await readFile(join(around, 'sentinel'), 'utf8')).toBe('untouched')
  return end
}

const nasty = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  '../../sentinel',
  '/etc/passwd',
  'sha256:../../../etc/passwd',
  `sha256:${'0'.repeat(64)}`,
  `sha512:${'0'.repeat(128)}`,
  `SHA256:${'A'.repeat(64)}`,
  '\u0000',
  '\ud800',
  'a'.repeat(100_000),
  [],
  {},
  [[]],
  [null],
  { __proto__: null },
  { digest: {} },
  types.index,
  types.manifest,
  'application/octet-stream',
)

/** Puts `value` at a place of the JSON that `steps` lead to. */
function changed(json: unknown, steps: readonly number[], value: unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined || typeof json !== 'object' || json === null) return value
  const keys = Object.keys(json)
  const key = keys[step % Math.max(1, keys.length)]
  if (key === undefined) return value
  const inner = changed((json as Record<string, unknown>)[key], rest, value)
  if (Array.isArray(json)) return json.map((one: unknown, at) => (String(at) === key ? inner : one))
  return { ...json, [key]: inner }
}

interface Link {
  readonly name: string
  readonly type: 'symlink' | 'link' | 'file' | 'directory' | 'fifo'
  readonly linkname: string
}

interface Change {
  readonly file: number
  readonly steps: readonly number[]
  readonly value: unknown
  readonly follow: boolean
}

/** One JSON file of an image changed at one place; what names it by digest follows, so that the change is really read. */
const change: fc.Arbitrary<Change> = fc.record({
  file: fc.nat(50),
  steps: fc.array(fc.nat(9), { maxLength: 6 }),
  value: nasty,
  follow: fc.boolean(),
})

function withChange(files: Files, { file, steps, value, follow }: Change): Files {
  const paths = [...files].flatMap(([path, bytes]) => (bytes[0] === 0x7b || bytes[0] === 0x5b ? [path] : []))
  const path = paths[file % paths.length] ?? ''
  const before = files.get(path) ?? Buffer.alloc(0)
  const after = Buffer.from(JSON.stringify(changed(JSON.parse(before.toString()), steps, value)) ?? '')
  const result = new Map(files).set(path, after)
  return follow && path.startsWith('blobs/') ? rename(result, path, before, after) : result
}

/** Moves a blob to its new digest and lets everything that names it follow, upwards to index.json. */
function rename(files: Files, path: string, before: Buffer, after: Buffer): Files {
  files.delete(path)
  files.set(blobFile(sha256(after)), after)
  const [was, is] = [sha256(before), sha256(after)]
  for (const [other, bytes] of [...files]) {
    const text = bytes.toString('latin1')
    if (!text.includes(was) || other === blobFile(is)) continue
    const sized = text.replaceAll(`"${was}","size":${before.length}`, `"${is}","size":${after.length}`)
    const next = Buffer.from(sized.replaceAll(was, is).replaceAll(was.slice(7), is.slice(7)), 'latin1')
    files.set(other, next)
    if (other.startsWith('blobs/')) rename(files, other, bytes, next)
  }
  return files
}

function twoPlatforms(): Files {
  const files: Files = new Map()
  return setRoots(files, [addTwoPlatforms(files)])
}

async function writeArchive(files: Files, entries: readonly Link[], cut: number, packed: boolean): Promise<string> {
  const file = join(await temporaryFolder(), 'image.tar')
  const archive = pack()
  const written = pipeline(archive, createWriteStream(file))
  for (const [name, bytes] of files) archive.entry({ name }, bytes)
  for (const entry of entries) archive.entry(entry, '')
  archive.finalize()
  await written
  const whole = await readFile(file)
  const bytes = packed ? gzipSync(whole) : whole
  await writeFile(file, bytes.subarray(0, Math.ceil(bytes.length * cut)))
  return file
}

describe('a malformed image ends with one clear error, in time, and leaves nothing behind', () => {
  it('as a layout', async () => {
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const files = changes.reduce(withChange, twoPlatforms())
        const end = await endOf(`oci-layout:${await writeFolder(files)}`, await watchedFolder())
        seen.set(end, (seen.get(end) ?? 0) + 1)
        expect(ends).toContain(end)
      }),
      { numRuns: 150 },
    )
    expect(seen.size, 'the changes reach more than one error').toBeGreaterThan(2)
  })

  it('as a docker save, old and new, whole, cut off, packed', async () => {
    const places = fc.constantFrom(
      '../../sentinel',
      '/etc/passwd',
      'manifest.json',
      'index.json',
      'blobs/sha256/../../x',
    )
    const links: fc.Arbitrary<Link> = fc.record({
      name: places,
      type: fc.constantFrom('symlink', 'link', 'file', 'directory', 'fifo'),
      linkname: fc.constantFrom('../../../../etc/passwd', '/etc/shadow', 'manifest.json', '.', ''),
    })
    const archive = fc.record({
      shape: fc.constantFrom('legacy', 'packed', 'unpacked'),
      changes: fc.array(change, { maxLength: 2 }),
      links: fc.array(links, { maxLength: 3 }),
      cut: fc.oneof({ arbitrary: fc.constant(1), weight: 3 }, fc.double({ min: 0, max: 1, noNaN: true })),
      packed: fc.boolean(),
    })
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(archive, async ({ shape, changes, links, cut, packed }) => {
        const base = shape === 'legacy' ? legacyArchive([shop]) : layoutArchive(shop, shape === 'packed').files
        const file = await writeArchive(changes.reduce(withChange, base), links, cut, packed)
        const end = await endOf(`docker-archive:${file}`, await watchedFolder())
        seen.set(end, (seen.get(end) ?? 0) + 1)
        expect(ends).toContain(end)
      }),
      { numRuns: 150 },
    )
    expect(seen.size, 'the changes reach more than one error').toBeGreaterThan(3)
  })

  it.for<[string, (files: Files) => void, string]>([
    [
      'an index that lists itself under its own name',
      (files) => {
        const root = addTwoPlatforms(files)
        const index = { schemaVersion: 2, mediaType: types.index, manifests: [root] }
        const bytes = Buffer.from(JSON.stringify(index))
        files.set(blobFile(root.digest), bytes)
        setRoots(files, [{ ...root, size: bytes.length }])
      },
      'BLOB_CORRUPT',
    ],
    [
      'a manifest of more than 4 MiB',
      (files) => {
        const body = {
          schemaVersion: 2,
          mediaType: types.manifest,
          layers: [],
          annotations: { x: 'x'.repeat(4_194_304) },
        }
        setRoots(files, [addBlob(files, Buffer.from(JSON.stringify(body)), types.manifest)])
      },
      'IMAGE_INVALID',
    ],
    [
      'JSON nested a hundred thousand deep',
      (files) => {
        const bytes = Buffer.from(`{"layers":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
        setRoots(files, [addBlob(files, bytes, types.manifest)])
      },
      'IMAGE_INVALID',
    ],
    [
      'an index.json of more than 4 MiB',
      (files) => void setRoots(files, []).set('index.json', Buffer.alloc(5_000_000, 0x20)),
      'SOURCE_UNREADABLE',
    ],
  ])('%s', async ([, build, code]) => {
    const files: Files = new Map()
    build(files)
    expect(await endOf(`oci-layout:${await writeFolder(files)}`, await watchedFolder())).toBe(code)
  })
})
