import {
  FindingStatus,
  FixAvailable,
  PackageManager,
  ScanStatusCode,
  ScanStatusReason,
} from '@aws-sdk/client-inspector2'
import {
  anyText,
  checkMembers,
  count,
  either,
  flag,
  list,
  listOf,
  oneOf,
  positive,
  text,
  within,
  type Members,
} from '@slipway/local-cloud-frame/members'
import type { ScanScript, ScanStep } from './scan-script.ts'

const scriptMembers: Members = {
  repository: text,
  digest: text,
  tag: text,
  platform: text,
  pace: oneOf('ecr', 'inspector2'),
  steps: list,
}

const anything = ['anything', () => true] as const

const stepMembers: Members = {
  // Also one that no SDK knows.
  status: text,
  description: anyText,
  findings: list,
  settled: flag,
  coverage: anything,
  pageSize: positive,
  error: text,
  message: anyText,
  forMs: count,
  observations: positive,
}

const packageMembers: Members = {
  name: text,
  version: text,
  fixedIn: text,
  layer: text,
  manager: oneOf(...Object.values(PackageManager)),
  path: text,
}

const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED', 'UNTRIAGED']

const findingMembers: Members = {
  ...packageMembers,
  severity: oneOf(...severities),
  package: text,
  description: anyText,
  uri: anyText,
  score: within(0, 10),
  vector: text,
  more: list,
  fix: oneOf(...Object.values(FixAvailable)),
  exploit: flag,
  related: listOf(text),
  status: oneOf(...Object.values(FindingStatus)),
  epss: within(0, 1),
  kev: flag,
}

const date = ['a date', (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value))] as const
const milliseconds = ['milliseconds', Number.isSafeInteger] as const

const coverageMembers: Members = {
  status: oneOf(...Object.values(ScanStatusCode)),
  reason: oneOf(...Object.values(ScanStatusReason)),
  lastScannedAt: either(milliseconds, either(date, ['null', (value) => value === null])),
}

/** A scan script that came over the control surface; refused by the path of what is wrong in it. */
export function readScript(body: object): ScanScript {
  const { steps, ...rest } = checkMembers('a script', scriptMembers, ['steps'], body)
  return { ...rest, steps: (steps as readonly unknown[]).map(readStep) }
}

function readStep(value: unknown, index: number): ScanStep {
  const path = `steps[${index}].`
  const step = checkMembers('a step', stepMembers, [], value, path)
  if ((step['status'] === undefined) === (step['error'] === undefined)) {
    throw new TypeError(`"steps[${index}]" must have either a status or an error`)
  }
  for (const [at, finding] of asList(step['findings']).entries()) checkFinding(finding, `${path}findings[${at}].`)
  const { coverage } = step
  if (coverage !== undefined && coverage !== null) {
    checkMembers('a coverage', coverageMembers, ['reason'], coverage, `${path}coverage.`)
  }
  return step
}

function checkFinding(value: unknown, path: string): void {
  const { more } = checkMembers('a finding', findingMembers, ['name', 'severity'], value, path)
  for (const [at, one] of asList(more).entries()) {
    checkMembers('a package', packageMembers, ['name', 'version'], one, `${path}more[${at}].`)
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
