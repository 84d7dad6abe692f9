import { Failure } from '@slipway/outcome'
import { asRecord, digestOf, invalid, type Descriptor } from './descriptor.ts'
import type { OciErrorCode } from './error.ts'
import { blobPath, readWhole, type Layout } from './layout.ts'

/** Characters that PutImage takes (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html). */
const longestManifest = 4_194_304

/** A manifest's exact bytes, of the size and digest that its descriptor says. */
export async function readManifestBytes(layout: Layout, { digest, size }: Descriptor): Promise<Buffer> {
  const file = await layout.open(blobPath(digest))
  if (file === undefined) {
    throw new Failure<OciErrorCode>('BLOB_MISSING', `${layout.name} has no manifest ${digest}`, {
      remedy:
        'write the layout again with all its platforms; of what docker save wrote, docker-archive:FILE takes the one platform that is there',
    })
  }
  try {
    const bytes = await readWhole(file, longestManifest)
    if (bytes === undefined)
      throw invalid(`manifest ${digest} is ${file.size} bytes long; ECR takes ${longestManifest}`)
    if (bytes.length !== size || digestOf(bytes) !== digest) {
      throw new Failure<OciErrorCode>(
        'BLOB_CORRUPT',
        `manifest ${digest} of ${layout.name} is not what its digest says`,
        {
          remedy: 'write the layout again',
        },
      )
    }
    return bytes
  } finally {
    await file.close()
  }
}

/** PutImage takes a manifest as text: bytes that are not UTF-8 could not come back as they were. */
export function parseManifest(bytes: Buffer, digest: string): Readonly<Record<string, unknown>> {
  const text = bytes.toString()
  if (!Buffer.from(text).equals(bytes)) throw invalid(`manifest ${digest} is not UTF-8`)
  try {
    return asRecord(JSON.parse(text), `manifest ${digest}`)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw invalid(`manifest ${digest} is no JSON`)
  }
}
