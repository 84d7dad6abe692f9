import type { FileHandle } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path/posix'
import { Failure } from '@slipway/outcome'
import type { OciErrorCode } from '../error.ts'

/** Where a file's bytes are in the archive. */
export interface TarEntry {
  readonly offset: number
  readonly size: number
}

const block = 512
/** Names and pax records longer than this are no part of an image layout. */
const longest = 64 * 1024
const mostLinks = 16

/**
 * The regular files of a plain tar by name, read header by header without their contents. Later entries win, as they
 * do for tar. Knows ustar, GNU long names and pax paths and sizes. Nothing is unpacked: a link, as `docker save` writes
 * one for a layer that comes twice, is a second name for a file of the same archive, and never leads out of it.
 */
export async function indexTar(archive: FileHandle, name: string): Promise<ReadonlyMap<string, TarEntry>> {
  const files = new Map<string, TarEntry>()
  const links = new Map<string, string>()
  const { size: end } = await archive.stat()
  const header = Buffer.alloc(block)
  let override: Override = {}
  let position = 0
  while (position + block <= end) {
    await archive.read(header, 0, block, position)
    if (header.every((byte) => byte === 0)) break
    checkHeader(header, name, position)
    const type = String.fromCharCode(header[156] ?? 0)
    const size = override.size ?? numberAt(header, 124, 12)
    const offset = position + block
    if (offset + size > end) throw broken(name, `is cut off: an entry of ${size} bytes begins at ${offset}`)
    position = offset + Math.ceil(size / block) * block
    if (type === 'L' || type === 'K' || type === 'x') {
      override = { ...override, ...overrideOf(type, await readText(archive, offset, size, name)) }
      continue
    }
    if (type === 'g') continue
    const path = plain(override.path ?? nameIn(header))
    files.delete(path)
    links.delete(path)
    if (type === '0' || type === '\0') files.set(path, { offset, size })
    if (type === '1' || type === '2') links.set(path, targetOf(path, type, override.link ?? text(header, 157, 100)))
    override = {}
  }
  return withLinks(files, links)
}

/** What an extension header says instead of the header it precedes. */
interface Override {
  readonly path?: string
  readonly link?: string
  readonly size?: number
}

function overrideOf(type: 'L' | 'K' | 'x', text: string): Override {
  if (type === 'x') return paxOf(text)
  const name = text.replace(/(?<!\0)\0+$/, '')
  return type === 'L' ? { path: name } : { link: name }
}

/** A symbolic link is relative to its folder, a hard link to the archive. */
function targetOf(path: string, type: '1' | '2', target: string): string {
  return plain(normalize(type === '1' || target.startsWith('/') ? target : join(dirname(path), target)))
}

function withLinks(files: Map<string, TarEntry>, links: ReadonlyMap<string, string>): ReadonlyMap<string, TarEntry> {
  for (const [name, target] of links) {
    let end: string | undefined = target
    for (let hop = 0; hop < mostLinks && end !== undefined && !files.has(end); hop += 1) end = links.get(end)
    const entry = end === undefined ? undefined : files.get(end)
    if (entry !== undefined) files.set(name, entry)
  }
  return files
}

function checkHeader(header: Buffer, name: string, position: number): void {
  if (position === 0 && header[0] === 0x1f && header[1] === 0x8b) throw broken(name, 'is compressed', 'gunzip it first')
  let sum = 0
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 0x20 : (header[i] ?? 0)
  if (sum !== numberAt(header, 148, 8)) throw broken(name, `is no tar archive: no header at byte ${position}`)
}

/** Octal digits, or base 256 where the first bit is set (GNU, for sizes above 8 GB). */
function numberAt(header: Buffer, start: number, length: number): number {
  const field = header.subarray(start, start + length)
  if (((field[0] ?? 0) & 0x80) === 0)
    return Number.parseInt(field.toString('latin1').replaceAll('\0', ' ').trim(), 8) || 0
  return field.subarray(1).reduce((value, byte) => value * 256 + byte, 0)
}

function nameIn(header: Buffer): string {
  const name = text(header, 0, 100)
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

function text(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length)
  const end = field.indexOf(0)
  return field.subarray(0, end === -1 ? length : end).toString()
}

function plain(path: string): string {
  return path.replace(/^(\.?\/)+/, '')
}

/** Records of `LENGTH KEY=VALUE\n`; only those that say where a file is. */
function paxOf(records: string): Override {
  const path = /(?:^|\n)\d+ path=([^\n]*)/.exec(records)?.[1]
  const link = /(?:^|\n)\d+ linkpath=([^\n]*)/.exec(records)?.[1]
  const size = /(?:^|\n)\d+ size=(\d+)/.exec(records)?.[1]
  return {
    ...(path === undefined ? {} : { path }),
    ...(link === undefined ? {} : { link }),
    ...(size === undefined ? {} : { size: Number(size) }),
  }
}

async function readText(archive: FileHandle, offset: number, size: number, name: string): Promise<string> {
  if (size > longest) throw broken(name, `has a header of ${size} bytes`)
  const buffer = Buffer.alloc(size)
  await archive.read(buffer, 0, size, offset)
  return buffer.toString()
}

function broken(name: string, what: string, remedy = 'write the archive again'): Failure<OciErrorCode> {
  return new Failure<OciErrorCode>('SOURCE_UNREADABLE', `${name} ${what}`, { remedy })
}
