import type { EcrRepository } from '@slipway/aws/ecr'
import { targetName, type Target } from '../inputs.ts'
import type { Ports } from '../ports.ts'
import { hostOf, isSameRegistry } from '../repository/registry-host.ts'
import { short } from '../words.ts'

/** An image of the repository, by what led to it. */
export interface Resolved {
  /** `tag:latest`, `ecs:prod/api app`, or the beginning of the digest. */
  readonly label: string
  readonly digest: string
}

interface Asking {
  readonly ports: Pick<Ports, 'ecr' | 'services' | 'log'>
  readonly signal: AbortSignal
}

/** The images that a target means, each digest once; none when there is nothing there. */
export async function resolveTarget(
  { ports: { ecr, services, log }, signal }: Asking,
  target: Target,
  repository: EcrRepository,
): Promise<readonly Resolved[]> {
  const label = targetName(target)
  if (target.kind === 'digest') return [{ label: short(label), digest: target.digest }]
  if (target.kind === 'tag') {
    const image = await ecr.image(repository.name, { tag: target.tag }, signal)
    return image === undefined ? [] : [{ label, digest: image.digest }]
  }
  const running = await services.running(target.cluster, target.service, signal)
  const ours = running.filter(({ image }) => isOf(repository, image))
  for (const { container, image } of running) {
    if (!isOf(repository, image))
      log.info(`${label}: container ${container} runs ${image}, which is of another repository`)
  }
  return [
    ...new Map(ours.map(({ container, digest }) => [digest, { label: `${label} ${container}`, digest }])).values(),
  ]
}

function isOf(repository: EcrRepository, image: string): boolean {
  const [, host = '', name] = /^([^/]+)\/([^:@]+)/.exec(image) ?? []
  return name === repository.name && isSameRegistry(host, hostOf(repository))
}
