import type { Finding, FoundPackage } from '../finding.ts'

/**
 * A finding as one for each package and version it names: that is what is ignored, fixed, counted and compared.
 * Its locations stay together.
 */
export function splitByPackage<F extends Finding>(finding: F): readonly F[] {
  if (finding.packages.length === 0) return [finding]
  const groups = Map.groupBy(finding.packages.map(withoutEmptyFix), ({ name, version }) =>
    JSON.stringify([name.toLowerCase(), version]),
  )
  return [...groups.values()].map((packages) => ({ ...finding, packages, ...partly(finding, packages, groups.size) }))
}

/** `partial` says that some of the packages are fixed; apart, each is or is not. */
function partly({ fix }: Finding, packages: readonly FoundPackage[], groups: number): Pick<Finding, 'fix'> {
  if (fix !== 'partial' || groups === 1) return {}
  return { fix: packages.some(({ fixedIn }) => fixedIn !== undefined) ? 'yes' : 'no' }
}

/** Inspector writes `NotAvailable` where no version fixes a package. */
function withoutEmptyFix(found: FoundPackage): FoundPackage {
  const { fixedIn, ...rest } = found
  return fixedIn === undefined || /^(?:|not ?available)$/i.test(fixedIn.trim()) ? rest : found
}

/** Whether a fixed version exists; `undefined` where nobody says. */
export function fixOf({ fix, packages }: Finding): Finding['fix'] {
  return fix ?? (packages.some(({ fixedIn }) => fixedIn !== undefined) ? 'yes' : undefined)
}
