import { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { longestReport } from '../../src/incoming/parse.ts'
import { readReport, type ReportKind } from '../../src/incoming/read-report.ts'
import { reports } from './reports.ts'

interface Json {
  [key: string | number]: Json
}

function refusal(kind: ReportKind, text: string): Failure {
  try {
    readReport(kind, text, 'scan.json')
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('it was not refused')
}

/** A report of which one place was changed. */
function changed(kind: ReportKind, path: readonly (string | number)[], value: unknown): string {
  const report = JSON.parse(reports[kind]) as Json
  const last = path.at(-1) ?? ''
  const holder = path.slice(0, -1).reduce<Json | undefined>((at, key) => at?.[key], report)
  Object.assign(holder ?? {}, { [last]: value })
  return JSON.stringify(report)
}

const vulnerability = ['Results', 0, 'Vulnerabilities', 1] as const
const match = ['matches', 0] as const

const places: readonly { kind: ReportKind; path: readonly (string | number)[]; value: unknown; message: string }[] = [
  { kind: 'trivy', path: ['SchemaVersion'], value: 1, message: 'SchemaVersion must be 2, not 1' },
  {
    kind: 'trivy',
    path: ['ArtifactName'],
    value: null,
    message: 'ArtifactName must be a text that is not empty, not null',
  },
  { kind: 'trivy', path: ['Results'], value: {}, message: 'Results must be a list, not an object' },
  { kind: 'trivy', path: ['Results', 0], value: 7, message: 'Results[0] must be an object, not 7' },
  {
    kind: 'trivy',
    path: [...vulnerability, 'VulnerabilityID'],
    value: '',
    message: 'Results[0].Vulnerabilities[1].VulnerabilityID must be a text that is not empty, not ""',
  },
  {
    kind: 'trivy',
    path: [...vulnerability, 'Severity'],
    value: ['HIGH'],
    message: 'Results[0].Vulnerabilities[1].Severity must be a text that is not empty, not a list of 1',
  },
  {
    kind: 'trivy',
    path: [...vulnerability, 'PkgName'],
    value: undefined,
    message: 'Results[0].Vulnerabilities[1].PkgName must be a text that is not empty, not absent',
  },
  {
    kind: 'trivy',
    path: [...vulnerability, 'CVSS', 'nvd', 'V3Score'],
    value: '9.8',
    message: 'Results[0].Vulnerabilities[1].CVSS.nvd.V3Score must be a number from 0 to 10, not "9.8"',
  },
  {
    kind: 'trivy',
    path: [...vulnerability, 'Layer', 'DiffID'],
    value: 'sha256:../../etc',
    message:
      'Results[0].Vulnerabilities[1].Layer.DiffID must be a digest (sha256: and 64 hexadecimal digits), not "sha256:../../etc"',
  },
  {
    kind: 'trivy',
    path: ['Metadata', 'RepoDigests', 0],
    value: 'orders:latest',
    message: 'Metadata.RepoDigests[0] must be an image with its digest (name@sha256:…), not "orders:latest"',
  },
  { kind: 'grype', path: ['matches'], value: null, message: 'matches must be a list, not null' },
  { kind: 'grype', path: ['descriptor'], value: null, message: 'descriptor must be an object, not null' },
  {
    kind: 'grype',
    path: ['descriptor', 'name'],
    value: 'syft',
    message: 'descriptor.name must be "grype", not "syft"',
  },
  {
    kind: 'grype',
    path: [...match, 'vulnerability'],
    value: 'CVE',
    message: 'matches[0].vulnerability must be an object, not "CVE"',
  },
  {
    kind: 'grype',
    path: [...match, 'vulnerability', 'epss', 0, 'epss'],
    value: 91,
    message: 'matches[0].vulnerability.epss[0].epss must be a number from 0 to 1, not 91',
  },
  {
    kind: 'grype',
    path: [...match, 'artifact', 'name'],
    value: null,
    message: 'matches[0].artifact.name must be a text that is not empty, not null',
  },
  {
    kind: 'grype',
    path: ['source', 'target', 'manifestDigest'],
    value: 'sha256:abcdef0123',
    message:
      'source.target.manifestDigest must be a digest (sha256: and 64 hexadecimal digits), not "sha256:abcdef0123"',
  },
  { kind: 'sarif', path: ['version'], value: '2.0.0', message: 'version must be "2.1.0", not "2.0.0"' },
  { kind: 'sarif', path: ['runs'], value: [], message: 'runs must be a list of at least one run, not a list of 0' },
  { kind: 'sarif', path: ['runs', 1, 'results'], value: null, message: 'runs[1].results must be a list, not null' },
  {
    kind: 'sarif',
    path: ['runs', 2, 'invocations', 0, 'executionSuccessful'],
    value: false,
    message: 'runs[2].invocations[0].executionSuccessful must be true for a scan that can be judged, not false',
  },
  ...(['toolExecutionNotifications', 'toolConfigurationNotifications'] as const).map((list) => ({
    kind: 'sarif' as const,
    path: ['runs', 2, 'invocations', 0, list],
    value: [{ level: 'note' }, { level: 'error', message: { text: 'the database of vulnerabilities is not there' } }],
    message: `runs[2].invocations[0].${list}[1].level must be less than "error" for a scan that can be judged, not "error"`,
  })),
  {
    kind: 'sarif',
    path: ['runs', 0, 'tool', 'driver', 'rules', 0, 'properties', 'security-severity'],
    value: '11',
    message: 'runs[0].tool.driver.rules[0].properties["security-severity"] must be a number from 0 to 10, not 11',
  },
  {
    kind: 'sarif',
    path: ['runs', 0, 'results', 0, 'level'],
    value: 'fatal',
    message: 'runs[0].results[0].level must be one of error, warning, note, none, not "fatal"',
  },
  {
    kind: 'sarif',
    path: ['runs', 2, 'results', 2, 'ruleId'],
    value: null,
    message: 'runs[2].results[2].ruleId must be the id of a rule, not null',
  },
]

describe('a report that is not one', () => {
  it.for(places)('$kind: $message', ({ kind, path, value, message }) => {
    const failure = refusal(kind, changed(kind, path, value))
    expect(failure).toMatchObject({ code: 'REPORT_INVALID', message: `report scan.json: ${message}` })
  })

  it.for([
    { name: 'empty', text: ' \n', message: 'report scan.json is empty' },
    { name: 'of another kind', text: '[]', message: 'report scan.json: the whole must be an object, not a list of 0' },
    { name: 'only null', text: 'null', message: 'report scan.json: the whole must be an object, not null' },
    { name: 'no JSON', text: 'Total: 3 (HIGH: 2)', message: /^report scan\.json is not JSON: / },
    { name: 'cut off', text: reports.trivy.slice(0, 3000), message: /^report scan\.json is not JSON: / },
    {
      name: 'nested a million deep',
      text: `${'{"a":['.repeat(1e6)}${']}'.repeat(1e6)}`,
      message: 'report scan.json nests lists and objects more than 200 deep',
    },
    {
      name: 'a string that never ends',
      text: `{"SchemaVersion": "${'\\"'.repeat(1e6)}`,
      message: /^report scan\.json is not JSON: /,
    },
    {
      name: 'too long',
      text: ' '.repeat(longestReport + 1),
      message: 'report scan.json has 100000001 characters; at most 100000000 are read',
    },
    {
      name: 'with what it needs only in a prototype',
      text: '{"__proto__": {"SchemaVersion": 2, "ArtifactName": "x"}}',
      message: 'report scan.json: SchemaVersion must be 2, not absent',
    },
  ])('is refused: $name', ({ text, message }) => {
    const failure = refusal('trivy', text)
    expect(failure.code).toBe('REPORT_INVALID')
    expect(typeof message === 'string' ? failure.message === message : message.test(failure.message)).toBe(true)
  })

  it('is shown on one line, shortened', () => {
    const failure = refusal('grype', changed('grype', ['descriptor', 'name'], `a\n::error::b\u2028${'x'.repeat(1e6)}`))
    expect(failure.message).not.toMatch(/[\n\u2028]/)
    expect(failure.message.length).toBeLessThan(300)
  })

  it('does not make a name out of a megabyte', () => {
    const long = changed('trivy', [...vulnerability, 'PkgName'], undefined)
    const text = long.replace('"CVE-2019-1010022"', JSON.stringify('C'.repeat(1_000_000)))
    expect(refusal('trivy', text).message).toMatch(
      /VulnerabilityID must be a text of at most 1024 characters, not "CCC/,
    )
  })
})

describe('a report that carries more than it should', () => {
  it('changes nothing of any object', () => {
    const text = reports.grype.replace(
      '"matches": [',
      '"__proto__": {"polluted": true}, "constructor": 1, "matches": [',
    )
    const report = readReport('grype', text, 'scan.json')
    expect(report.findings).toHaveLength(4)
    expect({}).not.toHaveProperty('polluted')
    expect(report).not.toHaveProperty('polluted')
  })

  it('is cut where it is prose', () => {
    const text = changed('trivy', [...vulnerability, 'Description'], 'x'.repeat(1e6))
    expect(readReport('trivy', text, 'scan.json').findings[1]?.description).toHaveLength(4001)
  })

  it('is read in time that grows with its findings, and not with their square', () => {
    const [one] = (JSON.parse(reports.grype) as { matches: unknown[] }).matches
    /** Processor time, so that what else runs on the machine does not count; in milliseconds. */
    const costOf = (count: number): number => {
      const matches = Array.from({ length: count }, () => one)
      const text = changed('grype', ['matches'], matches)
      const before = process.cpuUsage()
      expect(readReport('grype', text, 'scan.json').findings).toHaveLength(count)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }
    const few = Math.max(costOf(1000), costOf(1000))
    expect(costOf(10_000)).toBeLessThan(50 * Math.max(few, 10))
  })

  it('names a CVSS source for each of very many', () => {
    const sources = Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`s${at}`, { V3Score: 5 }]))
    const report = readReport('trivy', changed('trivy', [...vulnerability, 'CVSS'], sources), 'scan.json')
    expect(report.findings[1]?.score).toBe(5)
  })
})
