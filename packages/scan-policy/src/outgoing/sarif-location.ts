import { Failure } from '@slipway/outcome'

/**
 * A path in the user's repository as SARIF's `artifactLocation.uri`: relative, with forward slashes, percent-encoded.
 * GitHub shows an alert only at a file that is in the repository, so nothing outside of it is taken.
 * @throws {Failure} LOCATION_INVALID
 */
export function sarifLocation(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/')
  const inside = parts.filter((part) => part !== '.' && part !== '')
  if (
    /^([\\/]|[A-Za-z]:|\w+:\/\/)/.test(path) ||
    inside.includes('..') ||
    inside.length === 0 ||
    !path.isWellFormed()
  ) {
    throw new Failure(
      'LOCATION_INVALID',
      `the location ${JSON.stringify(path.slice(0, 200))} is no path in the repository`,
      {
        remedy: 'name a file relative to the repository, e.g. Dockerfile',
      },
    )
  }
  return inside.map(encodeURIComponent).join('/')
}
