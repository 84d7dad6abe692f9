import type { Finding } from './finding.ts'

/**
 * Whether only layers of the base image bring what was found. A scanner that names no layer says nothing here; where
 * none does, it counts as the image's own.
 */
export function isFromBase({ packages }: Finding, base: ReadonlySet<string>): boolean {
  const layers = packages.flatMap(({ layer }) => layer ?? [])
  return layers.length > 0 && layers.every((layer) => base.has(layer))
}
