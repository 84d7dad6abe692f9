import type { Finding, FoundPackage } from '../finding.ts'
import { given } from './given.ts'
import { grypeEpss, grypeKnownExploited, grypeScore } from './grype-ratings.ts'
import { digestsOfReferences, knownDigest, named } from './image-digests.ts'
import { readPackageUrl } from './package-url.ts'
import { items, optionalMember, optionalName, listed, member, name, prose, refuse, type Place } from './place.ts'
import { plainUri } from './plain-uri.ts'
import { platformOf } from './platform-of.ts'
import type { ScanReport } from './scan-report.ts'
import { tally } from './tally.ts'

/** `grype --output json` (https://github.com/anchore/grype: grype/presenter/models). */
export function readGrype(root: Place): ScanReport {
  const matches = member(root, 'matches')
  if (!Array.isArray(matches.value)) refuse(matches, 'a list', 'write the report with: grype --output json')
  const tool = member(member(root, 'descriptor'), 'name')
  if (tool.value !== 'grype') refuse(tool, '"grype"')
  const ignored = items(root, 'ignoredMatches').length
  const notes = [`${tally(ignored, 'match', 'matches')} in it that Grype itself was told to ignore: not judged`]
  return {
    tool: 'grype',
    findings: listed(matches).map(readMatch),
    ...readImage(optionalMember(root, 'source')),
    notes: ignored === 0 ? [] : notes,
  }
}

function readMatch(match: Place): Finding {
  const own = member(match, 'vulnerability')
  const related = items(match, 'relatedVulnerabilities')
  const records = [own, ...related]
  const vulnerability = name(member(own, 'id'))
  const found = readPackage(member(match, 'artifact'), optionalMember(own, 'fix'))
  return {
    id: JSON.stringify(['grype', vulnerability, found.name, found.version, found.path ?? '']),
    vulnerability,
    severity: readSeverity(own),
    packages: [found],
    source: 'grype',
    ...given({
      fix: readFix(optionalMember(own, 'fix')),
      uri: plainUri(optionalName(own, 'dataSource')),
      description: prose(own, 'description') ?? related.map((record) => prose(record, 'description')).find(Boolean),
      score: grypeScore([own]) ?? grypeScore(related),
      epss: grypeEpss(records),
      kev: grypeKnownExploited(records),
      aliases: readAliases(vulnerability, related),
    }),
  }
}

/** Grype's word for what hardly matters is one that the severities do not have. */
function readSeverity(own: Place): string {
  const word = optionalName(own, 'severity') ?? 'Unknown'
  return word === 'Negligible' ? 'Informational' : word
}

/** An advisory that is about several vulnerabilities is none of them. */
function readAliases(vulnerability: string, related: readonly Place[]): readonly string[] | undefined {
  const others = new Set(related.map((record) => name(member(record, 'id'))))
  others.delete(vulnerability)
  return others.size === 1 ? [...others] : undefined
}

function readFix(fix: Place | undefined): 'yes' | 'no' | undefined {
  if (fix === undefined) return undefined
  const state = optionalName(fix, 'state')
  if (state === 'fixed') return 'yes'
  return state === 'not-fixed' || state === 'wont-fix' ? 'no' : undefined
}

function readPackage(artifact: Place, fix: Place | undefined): FoundPackage {
  const purl = readPackageUrl(optionalName(artifact, 'purl'))
  const [location] = items(artifact, 'locations')
  const versions = fix === undefined ? [] : items(fix, 'versions').map(name)
  return {
    name: purl.name ?? name(member(artifact, 'name')),
    version: optionalName(artifact, 'version') ?? '',
    ...given({
      fixedIn: versions.length === 0 ? undefined : versions.join(', '),
      manager: purl.type ?? optionalName(artifact, 'type'),
      path: location === undefined ? undefined : optionalName(location, 'path'),
      layer: location === undefined ? undefined : knownDigest(location, 'layerID'),
    }),
  }
}

/** A scan of files has a text as its target. */
function readImage(source: Place | undefined): Pick<ScanReport, 'digest' | 'digests' | 'platform'> {
  if (source === undefined || optionalName(source, 'type') !== 'image') return { digests: [] }
  const target = member(source, 'target')
  const manifest = knownDigest(target, 'manifestDigest')
  const references = digestsOfReferences(optionalMember(target, 'repoDigests'))
  return {
    ...named([...(manifest === undefined ? [] : [manifest]), ...references], knownDigest(target, 'imageID')),
    ...given({ platform: platformOf(target) }),
  }
}
