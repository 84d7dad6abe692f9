import type { EcrRepository } from '@slipway/aws/ecr'
import { Failure } from '@slipway/outcome'
import { imageParts, type Image } from '@slipway/oci'
import { readRemote } from '../candidate-image.ts'
import type { PushErrorCode } from '../error.ts'
import { parseImageName, type ImageName } from '../inputs.ts'
import type { RunContext } from '../run-context.ts'
import { hostOf, isSameRegistry } from '../repository/registry-host.ts'
import { short } from '../words.ts'

const baseName = 'org.opencontainers.image.base.name'
const baseDigest = 'org.opencontainers.image.base.digest'

/** Digests of the layers that the base image brings, for `layers: own`. */
export async function readBaseLayers(
  context: RunContext,
  image: Image,
  repository: EcrRepository,
): Promise<ReadonlySet<string>> {
  const { inputs, ports, signal } = context
  const base = inputs.baseImage ?? annotatedBase(image)
  const { name, digest } = await findBase(context, base, repository)
  const layers = layersOf(await readRemote({ ecr: ports.ecr, signal }, base.repository, digest))
  const own = layersOf(image)
  const shared = [...own].filter((layer) => layers.has(layer)).length
  if (shared === 0)
    throw unknown(
      `the image shares no layer with ${name} (${short(digest)})`,
      'set base-image to what it was built from',
    )
  if (shared === own.size)
    throw unknown(
      `every layer of the image comes from ${name} (${short(digest)}), so that nothing of it would be judged`,
      'set base-image to what it was built from, or layers: all for an image that adds no layer',
    )
  ports.log.info(`${shared} of ${own.size} layers come from ${name} (${short(digest)})`)
  return layers
}

/** The base image, which must be in the same registry. */
export async function findBase(
  { ports: { ecr }, signal }: RunContext,
  { host, repository: name, reference }: ImageName,
  repository: EcrRepository,
): Promise<{ readonly name: string; readonly digest: string }> {
  const here = hostOf(repository)
  if (host !== undefined && !isSameRegistry(host, here)) {
    throw unknown(`the base image is in ${host}, not in ${here}`, 'mirror it into this registry, and set base-image')
  }
  const whole = `${name}${'tag' in reference ? `:${reference.tag}` : `@${reference.digest}`}`
  const digest = (await ecr.image(name, reference, signal))?.digest
  if (digest === undefined) throw unknown(`there is no base image ${whole} in ${here}`, 'check base-image')
  return { name: whole, digest }
}

/** Layers with files in them: what an index holds besides images is of no base, and would count as the image's own. */
function layersOf(image: Image): ReadonlySet<string> {
  const parts = new Set(imageParts(image).map(({ digest }) => digest))
  const manifests = image.manifests.filter(({ descriptor }) => parts.has(descriptor.digest))
  return new Set(manifests.flatMap(({ blobs: [, ...layers] }) => layers.map(({ digest }) => digest)))
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md */
function annotatedBase({ manifests }: Image): ImageName {
  for (const { bytes, descriptor } of manifests.toReversed()) {
    const { annotations = {} } = JSON.parse(bytes.toString()) as { readonly annotations?: Record<string, unknown> }
    const all = { ...descriptor.annotations, ...annotations }
    const [name, digest] = [all[baseName], all[baseDigest]]
    if (typeof name !== 'string' || typeof digest !== 'string') continue
    const parsed = parseImageName(`${name.replace(/@.*$/s, '').replace(/:[^/:]*$/, '')}@${digest}`)
    if (parsed !== undefined) return parsed
  }
  throw unknown(`layers is "own", and the image has no annotations ${baseName} and ${baseDigest}`, 'set base-image')
}

function unknown(message: string, remedy: string): Failure<PushErrorCode> {
  return new Failure<PushErrorCode>('BASE_UNKNOWN', message, { remedy })
}
