import { Failure } from '@slipway/outcome'
import { asRecord, parseDescriptor, type Descriptor } from './descriptor.ts'
import type { OciErrorCode } from './error.ts'
import { readWhole, type Layout } from './layout.ts'

const refName = 'org.opencontainers.image.ref.name'
const longestIndex = 4 * 1024 * 1024

/** The one image of `index.json` that is meant; several without a reference are an error that lists them. */
export async function pickRoot(layout: Layout, ref?: string): Promise<Descriptor> {
  const entries = await readEntries(layout)
  const meant = ref === undefined ? entries : entries.filter(({ annotations }) => annotations[refName] === ref)
  const [first, ...others] = meant
  if (first !== undefined && others.every(({ digest }) => digest === first.digest)) return first
  const listed = entries.map(({ digest, annotations }) => annotations[refName] ?? digest).join(', ')
  if (ref !== undefined) {
    const count = meant.length === 0 ? 'no image' : `${meant.length} images`
    throw ambiguous(`${layout.name} has ${count} with the reference ${ref}; it has: ${listed || 'none'}`)
  }
  if (first === undefined) throw ambiguous(`index.json of ${layout.name} names no image`)
  throw ambiguous(`${layout.name} has ${entries.length} images: ${listed}`)
}

/** What `index.json` lists. */
export async function readEntries(layout: Layout): Promise<readonly Descriptor[]> {
  const file = await layout.open('index.json')
  if (file === undefined) throw unreadable(`${layout.name} has no index.json`)
  try {
    const bytes = await readWhole(file, longestIndex)
    const { manifests } = asRecord(JSON.parse(bytes?.toString() ?? ''), `index.json of ${layout.name}`)
    if (!Array.isArray(manifests)) throw unreadable(`index.json of ${layout.name} has no list of manifests`)
    return manifests.map((item, position) => parseDescriptor(item, `manifests[${position}] of index.json`))
  } catch (error) {
    if (error instanceof Failure) throw error
    throw unreadable(`index.json of ${layout.name} is no JSON`)
  } finally {
    await file.close()
  }
}

function ambiguous(message: string): Failure<OciErrorCode> {
  return new Failure<OciErrorCode>('SOURCE_AMBIGUOUS', message, {
    remedy: 'name one as oci-layout:DIR:REF, or write one image, or one index of all platforms, into the layout',
  })
}

function unreadable(message: string): Failure<OciErrorCode> {
  return new Failure<OciErrorCode>('SOURCE_UNREADABLE', message, {
    remedy: 'set source to an OCI image layout, e.g. what docker buildx build --output type=oci writes',
  })
}
