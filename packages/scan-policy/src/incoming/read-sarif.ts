import type { Finding } from '../finding.ts'
import type { Severity } from '../severity.ts'
import { digestsOfReferences, knownDigest, named } from './image-digests.ts'
import { items, optionalMember, listed, member, name, refuse, type Place } from './place.ts'
import type { ScanReport } from './scan-report.ts'
import { readSarifResult, type SarifSource } from './sarif-result.ts'
import { rulesOf } from './sarif-rules.ts'
import { tally } from './tally.ts'

/** Not in SARIF's own words: what Trivy tags the rules of its other scanners with. */
const besideVulnerabilities = new Set(['secret', 'misconfiguration', 'license'])

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). A run without results, and one that
 * says that it failed, is no scan that found nothing.
 */
export function readSarif(root: Place, errorMeans?: Severity): ScanReport {
  const version = member(root, 'version')
  if (version.value !== '2.1.0') refuse(version, '"2.1.0"')
  const runs = listed(member(root, 'runs'))
  if (runs.length === 0) refuse(member(root, 'runs'), 'a list of at least one run')
  const read = runs.map((run) => readRun(run, { report: String(root.key), errorMeans }))
  const manifests = read.flatMap(({ manifests }) => manifests)
  const configs = new Set(read.flatMap(({ config }) => config ?? []))
  return {
    tool: [...new Set(read.map(({ tool }) => tool))].join(', '),
    findings: read.flatMap(({ findings }) => findings),
    ...named(manifests, configs.size === 1 ? [...configs][0] : undefined),
    notes: notesOn(read),
  }
}

interface Run {
  readonly tool: string
  readonly findings: readonly Finding[]
  readonly manifests: readonly string[]
  readonly config: string | undefined
  readonly aside: number
  readonly suppressed: number
}

function readRun(run: Place, source: Omit<SarifSource, 'tool'>): Run {
  const driver = member(member(run, 'tool'), 'driver')
  const tool = name(member(driver, 'name'))
  for (const invocation of items(run, 'invocations')) refuseFailed(invocation)
  const rules = rulesOf(run)
  const results = listed(member(run, 'results')).map((result) => ({ result, rule: rules(result) }))
  const judged = results.filter(
    ({ rule }) => tool !== 'Trivy' || !rule.tags.some((tag) => besideVulnerabilities.has(tag)),
  )
  const all = judged.flatMap(({ result, rule }) => readSarifResult(result, rule, { ...source, tool }))
  const findings = all.filter(({ status }) => status !== 'SUPPRESSED')
  return {
    tool,
    findings,
    suppressed: all.length - findings.length,
    ...readImage(run),
    aside: results.length - judged.length,
  }
}

/** A notification of the level `error` says that the results are incorrect or incomplete (3.58.6). */
function refuseFailed(invocation: Place): void {
  const success = optionalMember(invocation, 'executionSuccessful')
  if (success?.value === false) refuse(success, 'true for a scan that can be judged')
  const lists = ['toolExecutionNotifications', 'toolConfigurationNotifications']
  for (const notification of lists.flatMap((list) => items(invocation, list))) {
    const level = optionalMember(notification, 'level')
    if (level?.value === 'error') refuse(level, 'less than "error" for a scan that can be judged')
  }
}

/** Trivy names the image in its run's properties. */
function readImage(run: Place): Pick<Run, 'manifests' | 'config'> {
  const properties = optionalMember(run, 'properties')
  if (properties === undefined) return { manifests: [], config: undefined }
  const manifests = digestsOfReferences(optionalMember(properties, 'repoDigests'))
  return { manifests, config: knownDigest(properties, 'imageID') }
}

function notesOn(runs: readonly Run[]): readonly string[] {
  const aside = runs.reduce((sum, run) => sum + run.aside, 0)
  const suppressed = runs.reduce((sum, run) => sum + run.suppressed, 0)
  return [
    ...(aside === 0 ? [] : [`${tally(aside, 'result')} in it about other things than vulnerabilities: not judged`]),
    ...(suppressed === 0 ? [] : [`${tally(suppressed, 'result')} in it that the report itself suppresses: not judged`]),
  ]
}
