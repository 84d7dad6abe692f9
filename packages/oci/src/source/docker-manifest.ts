import { Failure } from '@slipway/outcome'
import { asRecord, invalid, isDigest } from '../descriptor.ts'
import type { DockerArchive } from './docker-save.ts'
import type { OciErrorCode } from '../error.ts'
import { readWhole, type LayoutFile } from '../layout.ts'
import type { TarFile } from '../archive/tar-file.ts'

/** One image of a `docker save`: its config's bytes, and each layer with the digest of its unpacked tar. */
export interface SavedImage {
  readonly config: Buffer
  readonly layers: readonly { readonly diffId: string; readonly path: string }[]
}

interface Entry {
  readonly config: string
  readonly names: readonly string[]
  readonly layers: readonly string[]
}

const longestManifest = 4 * 1024 * 1024

/** The image that is meant, by https://github.com/moby/moby/blob/master/image/spec/v1.2.md#combined-image-json--filesystem-changeset-format */
export async function readSaved(tar: TarFile, archive: DockerArchive): Promise<SavedImage> {
  const entry = pick(await entriesOf(tar, archive.name), archive)
  const config = await readSmall(tar.file(entry.config), `config ${entry.config} of ${archive.name}`)
  const diffIds = diffIdsOf(parse(config, `config ${entry.config}`), entry.config)
  if (diffIds.length !== entry.layers.length) {
    throw invalid(`${archive.name} lists ${entry.layers.length} layers, its config ${diffIds.length}`)
  }
  return { config, layers: entry.layers.map((path, at) => ({ path, diffId: diffIds[at] ?? '' })) }
}

/** Whether an entry of an index is known by this name. */
export function nameMatches(annotations: Readonly<Record<string, string>>, ref: string): boolean {
  const { 'io.containerd.image.name': full, 'org.opencontainers.image.ref.name': short } = annotations
  return short === ref || (full !== undefined && familiar(full) === familiar(ref))
}

async function entriesOf(tar: TarFile, name: string): Promise<readonly Entry[]> {
  const file = tar.file('manifest.json')
  if (file === undefined) {
    throw new Failure<OciErrorCode>('SOURCE_UNREADABLE', `${name} has no manifest.json`, {
      remedy: 'set source to what docker save writes; use oci-archive: for an OCI layout',
    })
  }
  const list = parse(await readSmall(file, `manifest.json of ${name}`), 'manifest.json')
  if (!Array.isArray(list)) throw invalid(`manifest.json of ${name} is no list`)
  return list.map((item, at) => entryOf(item, `entry ${at} of manifest.json`))
}

function entryOf(item: unknown, where: string): Entry {
  const { Config: config, RepoTags: names, Layers: layers } = asRecord(item, where)
  if (typeof config !== 'string') throw invalid(`${where} names no Config`)
  if (!isTexts(layers)) throw invalid(`${where} has no list of Layers`)
  return { config, layers, names: isTexts(names) ? names : [] }
}

function pick(entries: readonly Entry[], { name, ref }: DockerArchive): Entry {
  const meant = entries.filter(
    ({ names }, at) => ref === undefined || ref === `@${at}` || names.some((one) => familiar(one) === familiar(ref)),
  )
  const [first, ...others] = meant
  if (first !== undefined && others.length === 0) return first
  const listed = entries.map(({ names }, at) => names.join(' ') || `@${at}`).join(', ') || 'none'
  const wanted = ref === undefined ? '' : ` named ${ref}`
  throw new Failure<OciErrorCode>(
    'SOURCE_AMBIGUOUS',
    `${name} has ${meant.length} images${wanted}; it has: ${listed}`,
    {
      remedy: 'name one as docker-archive:FILE:NAME:TAG, or by its place (:@N, from 0), or save one image only',
    },
  )
}

/** `docker.io/library/app` is `app:latest` to Docker. */
function familiar(name: string): string {
  const short = name.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '')
  return /[:@]/.test(short.slice(short.lastIndexOf('/') + 1)) ? short : `${short}:latest`
}

function diffIdsOf(config: unknown, where: string): readonly string[] {
  const { diff_ids: list } = asRecord(asRecord(config, `config ${where}`)['rootfs'], `rootfs of config ${where}`)
  if (!Array.isArray(list) || !list.every(isDigest)) throw invalid(`config ${where} has no diff_ids of sha256`)
  return list
}

async function readSmall(file: LayoutFile | undefined, what: string): Promise<Buffer> {
  if (file === undefined) {
    throw new Failure<OciErrorCode>('BLOB_MISSING', `${what} is not there`, { remedy: 'save the image again' })
  }
  const bytes = await readWhole(file, longestManifest)
  if (bytes === undefined) throw invalid(`${what} is ${file.size} bytes long; at most ${longestManifest} are read`)
  return bytes
}

function parse(bytes: Buffer, what: string): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    throw invalid(`${what} is no JSON`)
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
