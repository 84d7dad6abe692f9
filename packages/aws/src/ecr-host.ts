/** Account and region of a private registry of ECR. */
export interface EcrRegistry {
  readonly account: string
  readonly region: string
}

/**
 * The registry behind a host name; `undefined` when it is none of ECR's. One registry answers under several names: that of
 * its repositories' URIs, that of IPv4 and IPv6, and those that keep to FIPS.
 * https://docs.aws.amazon.com/general/latest/gr/ecr.html
 */
export function registryAt(host: string): EcrRegistry | undefined {
  const [, account, region] = ecrHost.exec(host) ?? []
  return account === undefined || region === undefined ? undefined : { account, region }
}

const ecrHost =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.(?:aws|amazonwebservices\.com\.cn))$/
