import { readFile } from 'node:fs/promises'
import { isActive } from '../ecr/archive.ts'
import { isIndex, parseManifest, type Manifest } from '../ecr/manifest.ts'
import { blobPath, isDigest } from './blob-store.ts'
import type { Repository, StoredImage } from '../ecr/repository.ts'
import type { EcrContext } from '../ecr/context.ts'
import type { Images, PulledImage } from './pulled-image.ts'

/**
 * What ECS pulls, from the one registry there is.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */
export function createImages(context: EcrContext): Images {
  return { pull: (reference) => pull(context, reference) }
}

async function pull(world: EcrContext, reference: string): Promise<PulledImage> {
  const { repository, image } = resolve(world, reference)
  const { digest, manifest } = platformImage(repository, image, reference)
  image.lastPulledAt = world.clock.now()
  const configDigest = manifest.config?.digest
  if (configDigest === undefined) throw cannotPull(`image ${reference} has no config`)
  const config = JSON.parse(await readFile(blobPath(world, configDigest), 'utf8')) as ImageConfig
  const { Entrypoint, Cmd, Env, WorkingDir } = config.config ?? {}
  return {
    digest,
    config: { entrypoint: Entrypoint ?? [], cmd: Cmd ?? [], env: Env ?? [], workingDir: WorkingDir || '/' },
    layers: manifest.layers.map((layer) => ({
      digest: layer.digest,
      mediaType: layer.mediaType,
      path: blobPath(world, layer.digest),
    })),
  }
}

/** OCI image configuration, as far as a process needs it. */
interface ImageConfig {
  readonly config?: {
    readonly Entrypoint?: readonly string[] | null
    readonly Cmd?: readonly string[] | null
    readonly Env?: readonly string[] | null
    readonly WorkingDir?: string | null
  }
}

/**
 * The one registry by its address here, and by every name that ECR gives the account's registry in the region, so that a
 * task definition can stay as it is.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
function registryHosts({ url, accountId, region }: EcrContext): readonly string[] {
  const names = ['', '-fips'].flatMap((kind) => [
    `${accountId}.dkr.ecr${kind}.${region}.amazonaws.com`,
    `${accountId}.dkr-ecr${kind}.${region}.on.aws`,
  ])
  return [new URL(url).host, ...names]
}

function resolve(world: EcrContext, reference: string): { repository: Repository; image: StoredImage } {
  const slash = reference.indexOf('/')
  const host = reference.slice(0, slash)
  const hosts = registryHosts(world)
  if (!hosts.includes(host)) {
    throw cannotPull(`failed to resolve ref ${reference}: only the registry at ${hosts.join(', ')} can be reached`)
  }
  const [path = '', digest] = reference.slice(slash + 1).split('@')
  const colon = path.lastIndexOf(':')
  const name = colon < 0 ? path : path.slice(0, colon)
  const tag = colon < 0 ? 'latest' : path.slice(colon + 1)
  const repository = world.ecr.repositories.get(name)
  if (repository === undefined) {
    throw cannotPull(`pull access denied for ${host}/${name}, repository does not exist or may require authorization`)
  }
  const wanted = digest ?? repository.tags.get(tag)
  const image = wanted !== undefined && isDigest(wanted) ? repository.images.get(wanted) : undefined
  if (image === undefined || !isActive(world, repository, image))
    throw cannotPull(`failed to resolve ref ${reference}: ${reference}: not found`)
  return { repository, image }
}

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

/** The image itself, or the child of an index for this machine. */
function platformImage(
  repository: Repository,
  image: StoredImage,
  reference: string,
): { digest: string; manifest: Manifest } {
  const manifest = parseManifest(image.manifest)
  if (manifest === undefined) throw cannotPull(`image ${reference} has a manifest that cannot be read`)
  if (!isIndex(image.mediaType)) return { digest: image.digest, manifest }
  const architecture = architectures[process.arch] ?? process.arch
  const child = manifest.children.find(
    ({ platform }) => platform?.os === 'linux' && platform.architecture === architecture,
  )
  const found = repository.images.get(child?.digest ?? '')
  if (found === undefined) {
    throw cannotPull(`image Manifest does not contain descriptor matching platform 'linux/${architecture}'`)
  }
  return platformImage(repository, found, reference)
}

function cannotPull(reason: string): Error {
  return new Error(`CannotPullContainerError: pull image manifest has been retried 1 time(s): ${reason}`)
}
