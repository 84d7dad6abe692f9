import type { Baseline } from '../baseline.ts'
import type { Ignore } from '../ignores/ignore.ts'
import type { ScanPolicy } from '../policy.ts'

/**
 * A policy as text that is equal for equal policies, for hashing: what is judged and what is accepted, not how long is waited.
 * Members are in order of their names, sets and ignores in an order of their own.
 */
export function policyText({ rules, onUnscannable, onInconclusive }: ScanPolicy): string {
  const { ignores, baseline, baseLayers, ...rest } = rules
  return canonical({
    ...rest,
    onUnscannable,
    onInconclusive,
    ignores: ignores.map(ignoreText).sort(),
    baseline: baseline === undefined ? undefined : written(baseline),
    baseLayers: baseLayers === undefined ? undefined : [...baseLayers].sort(),
  })
}

/** Where in the file it stands changes nothing. */
function ignoreText({ id, package: name, platform, reason, owner, until }: Ignore): string {
  return canonical({ id, package: name, platform, reason, owner, until })
}

function written({ platforms }: Baseline): object {
  return Object.fromEntries([...platforms].map(([platform, keys]) => [platform, [...keys].sort()]))
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    const isRecord = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    return isRecord ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner
  })
}
