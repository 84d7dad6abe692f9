import type { FoundPackage } from '../finding.ts'
import { given } from './given.ts'
import { packageOfUrl } from './package-url.ts'
import { optionalMember, type Place } from './place.ts'

/**
 * The packages of a rule of Docker Scout, which writes their package URLs into its properties (`purls`, before `purl`)
 * and the version that fixes them (`fixed_version`, or `not fixed`).
 */
export function scoutPackages(properties: Place): readonly FoundPackage[] {
  const urls = [optionalMember(properties, 'purl')?.value, optionalMember(properties, 'purls')?.value].flat()
  const fixed = optionalMember(properties, 'fixed_version')?.value
  const fixedIn = typeof fixed === 'string' && fixed !== '' && fixed !== 'not fixed' ? fixed.slice(0, 100) : undefined
  const found = urls.flatMap((url) => (typeof url === 'string' ? (packageOfUrl(url) ?? []) : []))
  return found.map((one) => ({ ...one, ...given({ fixedIn }) }))
}
