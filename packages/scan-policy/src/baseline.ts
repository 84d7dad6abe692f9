import { covers } from './judging/place.ts'
import { ownNamesOf } from './judging/names.ts'
import type { Finding } from './finding.ts'
import type { PlacedFinding, ScannedImage } from './placed.ts'

/** What another image, e.g. the one that runs now, had already. */
export interface Baseline {
  /** In the words of a report, e.g. `tag:latest (sha256:…)`. */
  readonly name: string
  /** Platform to keys of what was found there; the platform is empty where an image names none. */
  readonly platforms: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * A baseline of images that were scanned. What is suppressed there was there too; what is closed there is not. An image
 * without findings says that its platform had none: it is not compared with another one then.
 */
export function baselineOf(name: string, images: readonly ScannedImage[]): Baseline {
  const platforms = new Map<string, Set<string>>()
  for (const { subject, findings } of images) {
    const known = platforms.get(subject.platform) ?? new Set<string>()
    for (const key of findings.filter(({ status }) => status !== 'CLOSED').flatMap(keysOf)) known.add(key)
    platforms.set(subject.platform, known)
  }
  return { name, platforms }
}

/**
 * Whether the baseline has this vulnerability in this package already, in whatever version: on the same platform where
 * it has that one, otherwise on any.
 */
export function isIn({ platforms }: Baseline, finding: PlacedFinding): boolean {
  const { platform } = finding.subject
  const same = [...platforms].filter(([one]) => platform !== '' && (covers(one, platform) || covers(platform, one)))
  const sets = same.length > 0 ? same.map(([, keys]) => keys) : [...platforms.values()]
  return keysOf(finding).some((key) => sets.some((keys) => keys.has(key)))
}

function keysOf(finding: Finding): readonly string[] {
  const packages = finding.packages.length === 0 ? [''] : finding.packages.map(({ name }) => name.toLowerCase())
  return ownNamesOf(finding).flatMap((name) => packages.map((one) => JSON.stringify([name, one])))
}
