import type { Finding } from '../finding.ts'
import { given } from './given.ts'
import { digestsOfReferences, knownDigest, named } from './image-digests.ts'
import { readPackageUrl } from './package-url.ts'
import { items, optionalMember, optionalName, member, name, prose, refuse, type Place } from './place.ts'
import type { ScanReport } from './scan-report.ts'
import { plainUri } from './plain-uri.ts'
import { platformOf } from './platform-of.ts'
import { tally } from './tally.ts'
import { trivyScore } from './trivy-score.ts'

/**
 * `trivy image --format json`, schema version 2
 * (https://github.com/aquasecurity/trivy: pkg/types/report.go, pkg/types/vulnerability.go).
 */
export function readTrivy(root: Place): ScanReport {
  const version = member(root, 'SchemaVersion')
  if (version.value !== 2) refuse(version, '2', 'write the report with: trivy image --format json')
  name(member(root, 'ArtifactName'))
  const results = items(root, 'Results')
  const findings = results.flatMap((result) => items(result, 'Vulnerabilities').map((at) => readFinding(at, result)))
  const blind = findings.length === 0 && !lookedAtPackages(results)
  return { tool: 'trivy', findings, ...readImage(root), notes: notesOn(results), ...(blind ? { blind } : {}) }
}

function readFinding(at: Place, result: Place): Finding {
  const vulnerability = name(member(at, 'VulnerabilityID'))
  const fixedIn = optionalName(at, 'FixedVersion')
  const identifier = optionalMember(at, 'PkgIdentifier')
  const purl = readPackageUrl(identifier === undefined ? undefined : optionalName(identifier, 'PURL'))
  const version = optionalName(at, 'InstalledVersion') ?? ''
  const path = optionalName(at, 'PkgPath') ?? pathOfTarget(result)
  const packageName = purl.name ?? name(member(at, 'PkgName'))
  const found = { manager: purl.type ?? optionalName(result, 'Type'), path, fixedIn, layer: readLayer(at) }
  return {
    id: JSON.stringify(['trivy', vulnerability, packageName, version, path ?? '']),
    vulnerability,
    severity: name(member(at, 'Severity')),
    packages: [{ name: packageName, version, ...given(found) }],
    fix: fixedIn !== undefined || optionalName(at, 'Status') === 'fixed' ? 'yes' : 'no',
    source: 'trivy',
    ...given({
      uri: plainUri(optionalName(at, 'PrimaryURL')),
      title: prose(at, 'Title'),
      description: prose(at, 'Description'),
      score: trivyScore(at),
    }),
  }
}

/** The target of packages of a language is the file that lists them; that of the system's packages is the image. */
function pathOfTarget(result: Place): string | undefined {
  return optionalName(result, 'Class') === 'lang-pkgs' ? optionalName(result, 'Target') : undefined
}

/** An image that an engine has saved has no compressed layers, so that only the digest of the unpacked one is known. */
function readLayer(at: Place): string | undefined {
  const layer = optionalMember(at, 'Layer')
  if (layer === undefined) return undefined
  return knownDigest(layer, 'Digest') ?? knownDigest(layer, 'DiffID')
}

function readImage(root: Place): Pick<ScanReport, 'digest' | 'digests' | 'platform'> {
  const metadata = optionalMember(root, 'Metadata')
  if (metadata === undefined) return { digests: [] }
  const id = knownDigest(metadata, 'ImageID')
  const config = optionalMember(metadata, 'ImageConfig')
  const platform = config === undefined ? undefined : platformOf(config)
  return { ...named(digestsOfReferences(optionalMember(metadata, 'RepoDigests')), id), ...given({ platform }) }
}

function lookedAtPackages(results: readonly Place[]): boolean {
  return results.some((result) => optionalName(result, 'Class')?.endsWith('-pkgs') === true)
}

function notesOn(results: readonly Place[]): readonly string[] {
  const count = (key: string): number => results.reduce((sum, result) => sum + items(result, key).length, 0)
  const others = [
    [count('Secrets'), 'secret'],
    [count('Misconfigurations'), 'misconfiguration'],
    [count('Licenses'), 'license'],
  ] as const
  const beside = others.flatMap(([number, what]) => (number === 0 ? [] : [tally(number, what)]))
  const silenced = count('ExperimentalModifiedFindings')
  return [
    ...(beside.length === 0 ? [] : [`${beside.join(', ')} in it: not judged, only vulnerabilities are`]),
    ...(silenced === 0
      ? []
      : [`${tally(silenced, 'finding')} in it that Trivy itself was told to leave out: not judged`]),
    ...(lookedAtPackages(results) ? [] : ['Trivy found no packages to look at']),
  ]
}
