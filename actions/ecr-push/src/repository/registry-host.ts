import type { EcrRepository } from '@slipway/aws/ecr'
import { registryAt } from '@slipway/aws/ecr-host'

/** The host of a registry, e.g. `123456789012.dkr.ecr.eu-west-1.amazonaws.com`. */
export function hostOf({ uri, name }: Pick<EcrRepository, 'uri' | 'name'>): string {
  return uri.slice(0, -name.length - 1)
}

/** Whether two hosts are one registry. A registry of ECR is an account in a region, and answers under several names. */
export function isSameRegistry(one: string, other: string): boolean {
  return one === other || (registryOf(one) !== undefined && registryOf(one) === registryOf(other))
}

/** Whether a host is that of a private registry of ECR. */
export function isEcrHost(host: string): boolean {
  return registryAt(host) !== undefined
}

/** Account and region of a host of ECR. */
function registryOf(host: string): string | undefined {
  const registry = registryAt(host)
  return registry === undefined ? undefined : `${registry.account} ${registry.region}`
}
