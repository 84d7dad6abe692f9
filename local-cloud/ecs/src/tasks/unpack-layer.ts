import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, link, lstat, mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { isInside, linkTarget, partsInRoot, realParent } from './in-root.ts'

export interface Layer {
  readonly mediaType: string
  readonly path: string
}

/**
 * Lays one layer over `root`, with whiteouts, as https://github.com/opencontainers/image-spec/blob/main/layer.md says.
 * Nothing is ever written outside the root. Devices and pipes are left out; owners are not set.
 */
export async function unpackLayer(root: string, layer: Layer): Promise<void> {
  const made = new Set<string>()
  const tar = extract()
  const reading = pipeline([createReadStream(layer.path), ...decompressor(layer.mediaType), tar])
  const writing = (async () => {
    for await (const entry of tar) {
      await lay(root, entry.header, entry as unknown as Readable, made)
      entry.resume()
    }
  })()
  await Promise.all([reading, writing])
}

function decompressor(mediaType: string): NodeJS.ReadWriteStream[] {
  if (mediaType.endsWith('gzip')) return [createGunzip()]
  if (mediaType.endsWith('zstd')) return [createZstdDecompress()]
  return []
}

async function lay(root: string, header: Header, content: Readable, made: Set<string>): Promise<void> {
  const parts = partsInRoot(header.name)
  const name = parts.at(-1)
  if (name === undefined) return
  const folder = await realParent(root, parts)
  if (name === '.wh..wh..opq') return removeLower(folder, made)
  const path = join(folder, name)
  if (name.startsWith('.wh.')) return removeHidden(folder, name.slice('.wh.'.length))
  for (const ancestor of ancestors(root, path)) made.add(ancestor)
  await place(root, folder, path, header, content)
}

function ancestors(root: string, path: string): readonly string[] {
  const found: string[] = []
  for (let at = path; at.length > root.length; at = dirname(at)) found.push(at)
  return found
}

async function removeHidden(folder: string, name: string): Promise<void> {
  if (name === '' || name === '.' || name === '..') throw new Error(`the layer hides a name that cannot be: "${name}"`)
  await rm(join(folder, name), { recursive: true, force: true })
}

/** An opaque whiteout hides what lower layers have, not what this one has. */
async function removeLower(folder: string, made: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (!made.has(path)) await rm(path, { recursive: true, force: true })
    else if ((await lstat(path)).isDirectory()) await removeLower(path, made)
  }
}

async function place(root: string, folder: string, path: string, header: Header, content: Readable): Promise<void> {
  const mode = (header.mode ?? 0o755) & 0o777
  if (header.type === 'directory') return makeFolder(path, mode)
  if (header.type === 'link') return hardLink(root, path, header.linkname ?? '')
  if (header.type === 'symlink') {
    await rm(path, { recursive: true, force: true })
    return symlink(linkTarget(root, folder, header.linkname ?? ''), path)
  }
  if (header.type !== 'file' && header.type !== 'contiguous-file') return undefined
  await rm(path, { recursive: true, force: true })
  // `wx` follows no link: what was there is gone.
  await pipeline(content, createWriteStream(path, { flags: 'wx' }))
  return chmod(path, mode | 0o600)
}

async function makeFolder(path: string, mode: number): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (found !== undefined && !found.isDirectory()) await rm(path, { force: true })
  await mkdir(path, { recursive: true })
  await chmod(path, mode | 0o700)
}

async function hardLink(root: string, path: string, name: string): Promise<void> {
  const parts = partsInRoot(name)
  const folder = await realParent(root, parts)
  const target = join(folder, parts.at(-1) ?? '')
  const found = await lstat(target)
  if (!(await isInside(root, folder))) throw new Error(`the layer links to a file outside the image: ${name}`)
  await rm(path, { recursive: true, force: true })
  if (!found.isSymbolicLink()) return link(target, path)
  // A second name for a link would count its `..` from elsewhere: it becomes a link of its own.
  const pointsTo = join(folder, await readlink(target))
  return symlink(linkTarget(root, dirname(path), pointsTo.slice(root.length) || '/'), path)
}
