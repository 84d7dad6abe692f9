import { mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unpackLayer } from '@slipway/local-cloud-ecs/tasks/unpack-layer'
import { tar, type Entry } from '@slipway/test-support/images/layer'

let place: string
let root: string

beforeEach(async () => {
  place = await realpath(await mkdtemp(join(tmpdir(), 'unpack-')))
  root = join(place, 'root')
  await mkdir(root)
  await writeFile(join(place, 'outside'), 'untouched')
})
afterEach(() => rm(place, { recursive: true, force: true }))

async function lay(entries: readonly Entry[], pack = (bytes: Buffer): Buffer => bytes, type = 'tar'): Promise<void> {
  const path = join(place, 'layer')
  await writeFile(path, pack(await tar(entries)))
  await unpackLayer(root, { mediaType: `application/vnd.oci.image.layer.v1.${type}`, path })
}

async function files(): Promise<readonly string[]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted()
}

interface Row {
  readonly name: string
  readonly layers: readonly (readonly Entry[])[]
  readonly left: readonly string[]
}

const file = (name: string, content = name): Entry => ({ name, content })
const link = (name: string, linkname: string): Entry => ({ name, type: 'symlink', linkname })
const hard = (name: string, linkname: string): Entry => ({ name, type: 'link', linkname })

it.for<Row>([
  {
    name: 'files and folders',
    layers: [[{ name: 'a/', type: 'directory' }, file('a/b'), file('c')]],
    left: ['a/b', 'c'],
  },
  { name: 'folders that no entry names', layers: [[file('x/y/z')]], left: ['x/y/z'] },
  { name: 'an upper layer over a lower one', layers: [[file('a', 'old')], [file('a', 'new')]], left: ['a'] },
  { name: 'a whiteout hides a file', layers: [[file('a'), file('b')], [file('.wh.a', '')]], left: ['b'] },
  { name: 'a whiteout hides a folder', layers: [[file('d/a'), file('b')], [file('.wh.d', '')]], left: ['b'] },
  {
    name: 'an opaque whiteout hides what is below, not what comes with it',
    layers: [
      [file('d/old'), file('d/e/older')],
      [file('d/new'), file('d/.wh..wh..opq', ''), file('d/e/newer')],
    ],
    left: ['d/e/newer', 'd/new'],
  },
  { name: 'a file in the place of a folder', layers: [[file('a/b')], [file('a')]], left: ['a'] },
  { name: 'a folder in the place of a file', layers: [[file('a')], [file('a/b')]], left: ['a/b'] },
  { name: 'a link inside', layers: [[file('bin/sh'), link('sh', '/bin/sh')]], left: ['bin/sh', 'sh'] },
  { name: 'a hard link inside', layers: [[file('a'), hard('b', 'a')]], left: ['a', 'b'] },
  { name: 'devices are left out', layers: [[{ name: 'null', type: 'character-device' }, file('a')]], left: ['a'] },
])('$name', async ({ layers, left }) => {
  for (const layer of layers) await lay(layer)
  expect(await files()).toEqual(left)
})

it('keeps the newest content', async () => {
  await lay([file('a', 'old')])
  await lay([file('a', 'new')])
  expect(await readFile(join(root, 'a'), 'utf8')).toBe('new')
})

it.for([
  { name: 'gzip', pack: (bytes: Buffer) => gzipSync(bytes), type: 'tar+gzip' },
  { name: 'zstd', pack: (bytes: Buffer) => zstdCompressSync(bytes), type: 'tar+zstd' },
])('reads $name', async ({ pack, type }) => {
  await lay([file('a')], pack, type)
  expect(await files()).toEqual(['a'])
})

// Each of these writes over `outside`, or into the folder of it, unless the unpacker keeps inside.
it.for<{ readonly name: string; readonly entries: readonly Entry[] }>([
  { name: 'a path that climbs', entries: [file('../outside', 'broken')] },
  { name: 'a path that climbs later', entries: [file('a/../../outside', 'broken')] },
  { name: 'a whiteout that climbs', entries: [file('.wh...', '')] },
  { name: 'a hard link that climbs', entries: [hard('stolen', '../outside'), file('stolen', 'broken')] },
  { name: 'a link out, then a file through it', entries: [link('out', '..'), file('out/outside', 'broken')] },
  { name: 'an absolute link out, then a file through it', entries: [link('out', '/'), file('out/outside', 'broken')] },
  { name: 'a link at the file itself', entries: [link('outside', '../outside'), file('outside', 'broken')] },
  {
    name: 'a link through a link',
    entries: [link('a', 'b/..'), link('b', '../..'), file('a/outside', 'broken'), file('b/outside', 'broken')],
  },
  {
    name: 'a deep link seen from the top by a hard link',
    entries: [link('a/b/up', '../../..'), hard('top', 'a/b/up'), file('top/outside', 'broken')],
  },
  { name: 'a whiteout through a link', entries: [link('out', '..'), file('out/.wh.outside', '')] },
  { name: 'an opaque whiteout through a link', entries: [link('out', '..'), file('out/.wh..wh..opq', '')] },
])('nothing outside is touched by $name', async ({ entries }) => {
  await lay(entries).catch(() => undefined)
  expect(await readFile(join(place, 'outside'), 'utf8')).toBe('untouched')
  for (const name of await files()) {
    expect(await realpath(join(root, name)).catch(() => root)).toMatch(new RegExp(`^${root}`))
  }
})

it('does not follow a link that was there before', async () => {
  await symlink(place, join(root, 'out'))
  await lay([file('out/outside', 'broken')])
  expect(await readFile(join(place, 'outside'), 'utf8')).toBe('untouched')
})

it('makes absolute links relative to the image', async () => {
  await lay([file('usr/bin/tool'), link('a/b/tool', '/usr/bin/tool')])
  expect(await readlink(join(root, 'a/b/tool'))).toBe('../../usr/bin/tool')
})
