import { Failure } from '@slipway/outcome'
import { isForeign, type Descriptor } from '../descriptor.ts'
import { each } from '../each.ts'
import type { OciErrorCode } from '../error.ts'
import type { Image, Manifest } from '../image.ts'
import { blobPath, type Layout, type LayoutFile } from '../layout.ts'
import type { Registry } from './registry.ts'
import { bufferSize, corrupt } from './send-blob.ts'

export interface PushOptions {
  /** Transfers at a time. */
  readonly connections: number
  say(line: string): void
}

/** What a push did, in bytes of blobs; a manifest that was there already is not pushed again. */
export interface Pushed {
  readonly pushedBytes: number
  /** Were in the repository already. */
  readonly reusedBytes: number
  /** Were taken over from another repository. */
  readonly mountedBytes: number
  /** Manifests and indexes that were pushed. */
  readonly manifests: number
}

/**
 * Pushes an image by digest, without any tag: blobs first, the biggest of them first, then manifests, children before
 * their index. Whatever the registry has already is left alone, so a push that was killed is finished by the next one.
 * A layer that may not be distributed is pushed only where the source has it: ECR takes the manifest without.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html (Considerations for Windows images)
 */
export async function pushImage(image: Image, layout: Layout, to: Registry, options: PushOptions): Promise<Pushed> {
  const missing = await missingManifests(image, to, options)
  const elsewhere = await keptElsewhere(image, layout)
  const blobs = uniqueBlobs(missing, elsewhere)
  for (const digest of elsewhere) options.say(`${digest} stays where it is: the layer may not be distributed`)
  for (const blob of blobs) refuseEmpty(blob)
  const there = blobs.length === 0 ? new Set<string>() : await to.blobsThere(blobs.map(({ digest }) => digest))
  for (const { digest, size } of blobs) if (there.has(digest)) options.say(`${digest} is there (${size} bytes)`)
  const absent = blobs.filter(({ digest }) => !there.has(digest))
  for (const blob of absent) await checkSize(blob, layout)
  const moved = await pushBlobs(absent, layout, to, options)
  await pushManifests(missing, to, options)
  const total = sizeOf(uniqueBlobs(image.manifests, elsewhere))
  return { ...moved, reusedBytes: total - moved.pushedBytes - moved.mountedBytes, manifests: missing.length }
}

async function missingManifests(
  { manifests }: Image,
  to: Registry,
  { connections }: PushOptions,
): Promise<readonly Manifest[]> {
  const missing = new Set<Manifest>()
  await each(manifests, connections, async (manifest) => {
    if (!(await to.hasManifest(manifest.descriptor.digest))) missing.add(manifest)
  })
  return manifests.filter((manifest) => missing.has(manifest))
}

/** Digests of layers that are fetched from their maker, and that the source lacks. */
async function keptElsewhere({ manifests }: Image, layout: Layout): Promise<ReadonlySet<string>> {
  const digests = new Set<string>()
  for (const { digest, mediaType } of manifests.flatMap(({ blobs }) => blobs)) {
    if (!isForeign(mediaType) || digests.has(digest)) continue
    const file = await layout.open(blobPath(digest))
    if (file === undefined) digests.add(digest)
    else await file.close()
  }
  return digests
}

function uniqueBlobs(manifests: readonly Manifest[], except: ReadonlySet<string>): readonly Descriptor[] {
  const blobs = new Map(manifests.flatMap((manifest) => manifest.blobs.map((blob) => [blob.digest, blob] as const)))
  return [...blobs.values()].filter(({ digest }) => !except.has(digest)).sort((a, b) => b.size - a.size)
}

async function pushBlobs(
  blobs: readonly Descriptor[],
  layout: Layout,
  to: Registry,
  options: PushOptions,
): Promise<Pick<Pushed, 'pushedBytes' | 'mountedBytes'>> {
  const buffers = new Map<number, Uint8Array>()
  const bytes = { pushed: 0, mounted: 0 }
  await each(blobs, options.connections, async (blob, worker) => {
    const buffer = buffers.get(worker) ?? Buffer.allocUnsafeSlow(bufferSize)
    buffers.set(worker, buffer)
    const outcome = await withBlob(blob, layout, (file) => to.putBlob(blob, file, buffer))
    bytes[outcome] += blob.size
    options.say(`${outcome} ${blob.digest} (${blob.size} bytes)`)
  })
  return { pushedBytes: bytes.pushed, mountedBytes: bytes.mounted }
}

/** Images side by side, then indexes one after the other: an index may name another, and names only what is there. */
async function pushManifests(manifests: readonly Manifest[], to: Registry, options: PushOptions): Promise<void> {
  const put = async (manifest: Manifest): Promise<void> => {
    await to.putManifest(manifest)
    options.say(`pushed manifest ${manifest.descriptor.digest}`)
  }
  const images = manifests.filter(({ isIndex }) => !isIndex)
  await each(images, options.connections, put)
  for (const index of manifests) if (index.isIndex) await put(index)
}

function refuseEmpty({ digest, size }: Descriptor): void {
  if (size > 0) return
  throw new Failure<OciErrorCode>('BLOB_EMPTY', `blob ${digest} has no bytes, which ECR refuses`, {
    remedy: 'build the image again without the empty layer',
  })
}

/** Before anything is sent: every blob that is to be sent is there and as long as the image says. */
async function checkSize(blob: Descriptor, layout: Layout): Promise<void> {
  await withBlob(blob, layout, async ({ size }) => {
    if (size !== blob.size) throw corrupt(blob.digest, `is ${size} bytes long; the image says ${blob.size}`)
  })
}

async function withBlob<T>({ digest }: Descriptor, layout: Layout, use: (file: LayoutFile) => Promise<T>): Promise<T> {
  const file = await layout.open(blobPath(digest))
  if (file === undefined) {
    throw new Failure<OciErrorCode>('BLOB_MISSING', `${layout.name} has no blob ${digest}`, {
      remedy: 'write the layout again with all its layers',
    })
  }
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

function sizeOf(blobs: readonly Descriptor[]): number {
  return blobs.reduce((sum, { size }) => sum + size, 0)
}
