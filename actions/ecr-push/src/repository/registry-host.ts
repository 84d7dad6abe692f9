import type { EcrRepository } from '@slipway/aws/ecr'

/** The host of a registry, e.g. `123456789012.dkr.ecr.eu-west-1.amazonaws.com`. */
export function hostOf({ uri, name }: Pick<EcrRepository, 'uri' | 'name'>): string {
  return uri.slice(0, -name.length - 1)
}

/**
 * Whether two hosts are one registry. A registry of ECR is an account in a region, and answers under several names: that
 * of its repositories' URIs, that of IPv4 and IPv6, and those that keep to FIPS.
 * https://docs.aws.amazon.com/general/latest/gr/ecr.html
 */
export function isSameRegistry(one: string, other: string): boolean {
  return one === other || (registryOf(one) !== undefined && registryOf(one) === registryOf(other))
}

/** Account and region of a host of ECR. */
function registryOf(host: string): string | undefined {
  const [, account, region] = ecrHost.exec(host) ?? []
  return account === undefined ? undefined : `${account} ${region}`
}

const ecrHost =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.(?:aws|amazonwebservices\.com\.cn))$/
