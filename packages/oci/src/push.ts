import { Failure } from '@slipway/outcome'
import type { Descriptor } from './descriptor.ts'
import { each } from './each.ts'
import type { OciErrorCode } from './error.ts'
import type { Image, Manifest } from './image.ts'
import { blobPath, type Layout, type LayoutFile } from './layout.ts'
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
  readonly reusedBytes: number
  readonly manifests: number
}

/**
 * Pushes an image by digest, without any tag: blobs first, the biggest of them first, then manifests, children before
 * their index. Whatever the registry has already is left alone, so a push that was killed is finished by the next one.
 */
export async function pushImage(image: Image, layout: Layout, to: Registry, options: PushOptions): Promise<Pushed> {
  const missing = await missingManifests(image, to)
  const blobs = uniqueBlobs(missing)
  for (const blob of blobs) await checkBlob(blob, layout)
  const pushedBytes = await pushBlobs(blobs, layout, to, options)
  for (const manifest of missing) {
    await to.putManifest(manifest)
    options.say(`pushed manifest ${manifest.descriptor.digest}`)
  }
  const total = uniqueBlobs(image.manifests).reduce((sum, { size }) => sum + size, 0)
  return { pushedBytes, reusedBytes: total - pushedBytes, manifests: missing.length }
}

async function missingManifests({ manifests }: Image, to: Registry): Promise<readonly Manifest[]> {
  const missing: Manifest[] = []
  for (const manifest of manifests) if (!(await to.hasManifest(manifest.descriptor.digest))) missing.push(manifest)
  return missing
}

function uniqueBlobs(manifests: readonly Manifest[]): readonly Descriptor[] {
  const blobs = new Map(manifests.flatMap((manifest) => manifest.blobs.map((blob) => [blob.digest, blob] as const)))
  return [...blobs.values()].sort((a, b) => b.size - a.size)
}

async function pushBlobs(
  blobs: readonly Descriptor[],
  layout: Layout,
  to: Registry,
  options: PushOptions,
): Promise<number> {
  const buffers = new Map<number, Uint8Array>()
  let pushed = 0
  await each(blobs, options.connections, async (blob, worker) => {
    if (await to.hasBlob(blob.digest)) return options.say(`${blob.digest} is there (${blob.size} bytes)`)
    const buffer = buffers.get(worker) ?? Buffer.allocUnsafeSlow(bufferSize)
    buffers.set(worker, buffer)
    await withBlob(blob, layout, (file) => to.putBlob(blob, file, buffer))
    pushed += blob.size
    options.say(`pushed ${blob.digest} (${blob.size} bytes)`)
  })
  return pushed
}

/** Before anything is sent: every blob is there and as long as the image says. */
async function checkBlob(blob: Descriptor, layout: Layout): Promise<void> {
  if (blob.size === 0) {
    throw new Failure<OciErrorCode>('BLOB_EMPTY', `blob ${blob.digest} has no bytes, which ECR refuses`, {
      remedy: 'build the image again without the empty layer',
    })
  }
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
