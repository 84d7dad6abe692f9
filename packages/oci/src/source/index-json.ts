import { Failure } from '@slipway/outcome'
import { asRecord, parseAnnotations, parseDescriptor, parsePlatform, type Descriptor } from '../descriptor.ts'
import type { OciErrorCode } from '../error.ts'
import { readWhole, type Layout } from '../layout.ts'

/** What a layout lists: https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md#indexjson-file */
export interface IndexJson {
  readonly bytes: Buffer
  /** Its own, or that of an OCI index. */
  readonly mediaType: string
  readonly entries: readonly Entry[]
}

/** One of the listed, which may be one that cannot be used: that is said only where it is meant. */
export interface Entry {
  /** As it is written; empty where there is none. */
  readonly digest: string
  readonly annotations: Descriptor['annotations']
  /** The whole of its platform as a text; empty where it names none. */
  readonly platform: string
  /** Whether it is listed as something beside an image. */
  readonly isBeside: boolean
  /** Throws where it is malformed, or of an algorithm that ECR does not take. */
  descriptor(): Descriptor
}

const longest = 4 * 1024 * 1024
const indexType = 'application/vnd.oci.image.index.v1+json'

export async function readIndexJson(layout: Layout): Promise<IndexJson> {
  const bytes = await readBytes(layout)
  const where = `index.json of ${layout.name}`
  const { manifests, mediaType } = asRecord(parse(bytes, where), where)
  if (!Array.isArray(manifests)) throw unreadable(`${where} has no list of manifests`)
  const entries = manifests.map((item, at) => entryOf(item, `manifests[${at}] of index.json`))
  return { bytes, mediaType: typeof mediaType === 'string' ? mediaType : indexType, entries }
}

function entryOf(item: unknown, where: string): Entry {
  const { digest, annotations, platform, artifactType } = asRecord(item, where)
  const known = parsePlatform(platform)
  const isUnknown = known?.os === 'unknown' && known.architecture === 'unknown'
  return {
    digest: typeof digest === 'string' ? digest : '',
    annotations: parseAnnotations(annotations),
    platform: known === undefined ? '' : JSON.stringify(platform),
    isBeside: isUnknown || typeof artifactType === 'string',
    descriptor: () => parseDescriptor(item, where),
  }
}

async function readBytes(layout: Layout): Promise<Buffer> {
  const file = await layout.open('index.json')
  if (file === undefined) throw unreadable(`${layout.name} has no index.json`)
  try {
    return (await readWhole(file, longest)) ?? Buffer.alloc(0)
  } finally {
    await file.close()
  }
}

function parse(bytes: Buffer, where: string): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    throw unreadable(`${where} is no JSON`)
  }
}

function unreadable(message: string): Failure<OciErrorCode> {
  return new Failure<OciErrorCode>('SOURCE_UNREADABLE', message, {
    remedy: 'set source to an OCI image layout, e.g. what docker buildx build --output type=oci writes',
  })
}
