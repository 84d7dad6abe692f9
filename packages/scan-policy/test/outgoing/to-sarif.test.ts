import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { byteLength } from '../../src/outgoing/byte-length.ts'
import { printHash } from '../../src/outgoing/print-hash.ts'
import { sarifLocation } from '../../src/outgoing/sarif-location.ts'
import { sarifLimits, toSarif } from '../../src/outgoing/to-sarif.ts'
import type { PlacedFinding } from '../../src/placed.ts'
import { foreignFinding } from './foreign-finding.ts'
import { schemaErrors } from './sarif-schema.ts'
import { amd, context, ended, found, ignore } from './verdicts.ts'

interface Rule {
  readonly id: string
  readonly helpUri?: string
  readonly help: { readonly text: string }
  readonly fullDescription: { readonly text: string }
  readonly defaultConfiguration: { readonly level: string }
  readonly properties: { readonly tags: readonly string[]; readonly 'security-severity'?: string }
}
interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly message: { readonly text: string }
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object }
  }[]
  readonly partialFingerprints: { readonly primaryLocationLineHash: string }
  readonly properties: { readonly state: string }
}
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Rule[] } }
  readonly automationDetails: { readonly id: string }
  readonly invocations: readonly {
    readonly executionSuccessful: boolean
    readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[]
  }[]
  readonly results: readonly Result[]
}

const runOf = (sarif: string): Run => (JSON.parse(sarif) as { runs: [Run] }).runs[0]
const write = (...findings: readonly PlacedFinding[]): Run => runOf(toSarif(ended(findings), context))
const notes = (run: Run): readonly string[] =>
  run.invocations.flatMap((one) => one.toolExecutionNotifications.map(({ message }) => message.text))
const prints = ({ results }: Run): readonly string[] =>
  results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash)

/** Everything that GitHub documents to refuse, or not to show (SARIF support for code scanning), and the schema. */
function complaints(
  sarif: string,
  limits: { readonly results: number; readonly size: number } = sarifLimits,
): readonly string[] {
  const { runs } = JSON.parse(sarif) as { runs: readonly Run[] }
  const { tool, results } = runOf(sarif)
  const { rules } = tool.driver
  const unfit = results.filter(({ ruleId, ruleIndex }) => rules[ruleIndex]?.id !== ruleId)
  const uris = results.flatMap(({ locations }) => locations.map((one) => one.physicalLocation.artifactLocation.uri))
  return [
    ...schemaErrors(sampleOf(sarif)),
    ...(runs.length > 20 ? ['runs'] : []),
    ...(results.length > limits.results ? ['results'] : []),
    ...(rules.length > limits.results ? ['rules'] : []),
    ...(new Set(rules.map(({ id }) => id)).size < rules.length ? ['a rule twice'] : []),
    ...(rules.some(({ properties }) => properties.tags.length > 10) ? ['tags'] : []),
    ...(rules.some(({ fullDescription }) => fullDescription.text.length > 1024) ? ['descriptions'] : []),
    ...(results.some(({ locations }) => locations.length === 0 || locations.length > 100) ? ['locations'] : []),
    ...uris.filter((uri) => uri === '' || /^\/|^\w+:|\\|(^|\/)\.\.(\/|$)/.test(uri)),
    ...unfit.map(({ ruleId }) => `${ruleId} is not its rule`),
    ...(new Set(prints(runOf(sarif))).size < results.length ? ['a fingerprint twice'] : []),
    ...(Buffer.byteLength(sarif) > limits.size ? ['size'] : []),
    ...(gzipSync(sarif).length > 10_000_000 ? ['packed size'] : []),
  ]
}

/** The schema wants rules to differ, and comparing each with each takes minutes for thousands: the first hundred stand for all. */
function sampleOf(sarif: string): string {
  const log = JSON.parse(sarif) as { readonly runs: readonly [Run] }
  const [run] = log.runs
  const { driver } = run.tool
  const tool = { driver: { ...driver, rules: driver.rules.slice(0, 100) } }
  return JSON.stringify({ ...log, runs: [{ ...run, tool, results: run.results.slice(0, 100) }] })
}

describe('a SARIF file', () => {
  it('holds what counts, what broke a rule first, and leaves out what is ignored', () => {
    const [one, two, three, nine] = [
      found(1),
      found(2, { severity: 'CRITICAL' }),
      found(3, { severity: 'LOW' }),
      found(9),
    ]
    const end = ended([two, one, nine, three], {
      breaking: [{ ...one, because: 'EPSS 0.9 (fail-on-epss: 0.5)' }],
      ignored: [{ finding: nine, ignore }],
      spared: [{ finding: three, because: 'no fix' }],
    })
    const sarif = toSarif(end, context)
    expect(complaints(sarif)).toEqual([])
    const run = runOf(sarif)
    expect(run.results.map(({ ruleId, properties }) => [ruleId, properties.state])).toEqual([
      ['CVE-2026-1', 'breaking'],
      ['CVE-2026-2', 'tolerated'],
      ['CVE-2026-3', 'spared'],
    ])
    expect(run.results[0]?.message.text).toBe(
      'CVE-2026-1 in openssl 3.0.1 on linux/arm64, fixed in 3.0.2 (breaks the gate: EPSS 0.9 (fail-on-epss: 0.5))',
    )
    expect(notes(run)).toEqual(['1 ignored finding left out'])
    expect(run.automationDetails.id).toBe('ecr-push/team/orders/')
  })

  it('tells results that name no package apart by what they say, in every order', () => {
    const [one, two] = ['libssl3 is old', 'libcrypto3 is old'].map((about) =>
      found(1, { id: about, about, packages: [{ name: 'Dockerfile', version: '', path: 'Dockerfile' }] }),
    ) as [PlacedFinding, PlacedFinding]
    expect(prints(write(one, two))).toEqual(prints(write(two, one)).toReversed())
  })

  it('without findings closes every alert, unless nothing was judged', () => {
    const clean = toSarif(ended([], { verdict: 'pass', accepted: true, reason: 'clean' }), context)
    const late = toSarif(ended([], { verdict: 'inconclusive', reason: 'scan-timeout', whole: false }), context)
    expect([complaints(clean), complaints(late)]).toEqual([[], []])
    expect(runOf(clean)).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }] })
    expect(runOf(late)).toMatchObject({ invocations: [{ executionSuccessful: false }] })
  })

  it.for([
    { name: 'a score within the severity', severity: 'HIGH', score: 8.1, level: 'error', shown: '8.1' },
    { name: 'a score above the severity', severity: 'LOW', score: 9.8, level: 'note', shown: '3.9' },
    { name: 'a score below the severity', severity: 'CRITICAL', score: 5, level: 'error', shown: '9.0' },
    { name: 'no score', severity: 'MEDIUM', score: undefined, level: 'warning', shown: '4.0' },
    { name: 'nobody has rated it', severity: 'UNTRIAGED', score: undefined, level: 'warning', shown: undefined },
    { name: 'informational', severity: 'INFORMATIONAL', score: 1, level: 'note', shown: undefined },
  ])('shows the severity that the gate judged by: $name', ({ severity, score, level, shown }) => {
    const run = write(found(1, { severity, ...(score === undefined ? {} : { score }) }))
    const [rule] = run.tool.driver.rules
    expect(run.results[0]?.level).toBe(level)
    expect(rule?.defaultConfiguration.level).toBe(level)
    expect(rule?.properties['security-severity']).toBe(shown)
  })

  it('gives a vulnerability one rule, as severe as its most severe finding', () => {
    const run = write(
      found(1, { severity: 'LOW' }),
      found(1, { id: 'b', subject: amd, severity: 'CRITICAL', score: 9.1 }),
    )
    expect(run.tool.driver.rules).toHaveLength(1)
    expect(run.tool.driver.rules[0]?.properties['security-severity']).toBe('9.1')
    expect(run.results.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 0])
  })

  it.for([
    { name: 'another version', more: { packages: [{ name: 'openssl', version: '3.0.9' }] }, same: true },
    { name: 'another build of the platform', more: { subject: { ...amd, platform: 'linux/arm64' } }, same: true },
    { name: 'another severity', more: { severity: 'LOW' }, same: true },
    { name: 'another platform', more: { subject: amd }, same: false },
    { name: 'another package', more: { packages: [{ name: 'libssl3', version: '3.0.1' }] }, same: false },
    { name: 'another place', more: { packages: [{ name: 'openssl', version: '3.0.1', path: '/a' }] }, same: false },
  ])('keeps an alert the same for the same problem only: $name', ({ more, same }) => {
    const [before, after] = [prints(write(found(1))), prints(write(found(1, more)))]
    expect(JSON.stringify(before) === JSON.stringify(after)).toBe(same)
    expect(before[0]).toMatch(/^[0-9a-f]{16}:1$/)
  })

  it('tells alerts apart that nothing else does', () => {
    const run = write(found(1, { id: 'a' }), found(1, { id: 'b' }))
    expect(prints(run).map((print) => print.slice(-2))).toEqual([':1', ':2'])
  })

  it('hashes different texts differently', () => {
    const hashes = Array.from({ length: 100_000 }, (_, at) => printHash(`["CVE-2026-${at}","linux/arm64"]`))
    expect(new Set(hashes).size).toBe(100_000)
  })

  it('has no link, no markup and no address of a scanner’s making', () => {
    const run = write(
      found('CVE-1[x](https://evil.example)', {
        title: '[click](https://evil.example)\n# {0}',
        uri: 'javascript:alert(1)',
        packages: [{ name: '![](https://evil.example/x.png)', version: '{0}\u0000\u2028' }],
      }),
    )
    expect(run.results[0]?.message.text).not.toMatch(/[[\]{}\p{Cc}\u2028]/u)
    expect(run.tool.driver.rules[0]).not.toHaveProperty('helpUri')
    expect(run.tool.driver.rules[0]?.help).toEqual({ text: 'A crafted handshake frees a session twice.' })
  })
})

describe('a SARIF file that would be too large', () => {
  it.for([
    { name: 'more results than GitHub takes', limits: { ...sarifLimits, results: 120 }, count: 150, description: 'x' },
    { name: 'more bytes than GitHub takes', limits: sarifLimits, count: 9000, description: '\u00e9'.repeat(2000) },
  ])('is cut and says so: $name', ({ limits, count, description }) => {
    const findings = Array.from({ length: count }, (_, at) => found(at, { description }))
    const sarif = toSarif(ended(findings), context, limits)
    expect(complaints(sarif, limits)).toEqual([])
    const { results } = runOf(sarif)
    expect(results.length).toBeGreaterThan(100)
    expect(results.map(({ ruleId }) => ruleId)).toEqual(
      findings.slice(0, results.length).map(({ vulnerability }) => vulnerability),
    )
    const left = `${count - results.length} results of ${count} left out: the file would be larger than GitHub takes`
    expect(notes(runOf(sarif))[0]).toBe(left)
  })

  it('uses the room that there is', () => {
    const findings = Array.from({ length: 9000 }, (_, at) => found(at, { description: 'x'.repeat(2000) }))
    expect(Buffer.byteLength(toSarif(ended(findings), context))).toBeGreaterThan(sarifLimits.size - 5000)
  })

  it('says how many GitHub shows', () => {
    const run = write(...Array.from({ length: 5001 }, (_, at) => found(at)))
    expect(notes(run)).toEqual(['GitHub shows 5000 of these 5001 results'])
  })

  it('is cut nowhere while it fits', () => {
    const run = write(...Array.from({ length: 5000 }, (_, at) => found(at)))
    expect(run.results).toHaveLength(5000)
    expect(notes(run)).toEqual([])
  })
})

describe('whatever a scanner wrote', () => {
  it('is valid, within every limit', () => {
    fc.assert(
      fc.property(
        fc.array(foreignFinding, { maxLength: 12 }),
        fc.integer({ min: 1500, max: 30_000 }),
        (findings, size) => {
          const limits = { ...sarifLimits, results: 10, size }
          const sarif = toSarif(ended(findings, { message: 'x' }), context, limits)
          expect(complaints(sarif, limits)).toEqual([])
          const run = runOf(sarif)
          const said = notes(run).some((note) => note.includes('left out'))
          expect(said).toBe(run.results.length < findings.length)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('has the bytes that are counted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (one) => {
        expect(byteLength(one)).toBe(Buffer.byteLength(one))
      }),
    )
  })
})

describe('the file at which alerts are shown', () => {
  it.for([
    { path: 'Dockerfile', uri: 'Dockerfile' },
    { path: './services/orders/Dockerfile', uri: 'services/orders/Dockerfile' },
    { path: 'services\\orders\\Dockerfile', uri: 'services/orders/Dockerfile' },
    { path: 'my service/50%/Dockerfile#1', uri: 'my%20service/50%25/Dockerfile%231' },
  ])('is a path in the repository: $path', ({ path, uri }) => expect(sarifLocation(path)).toBe(uri))

  it.for(['/etc/passwd', '../Dockerfile', 'a/../../b', 'C:\\Dockerfile', 'https://evil.example/x', '', './', '\uD800'])(
    'is nothing outside of it: %s',
    (path) => expect(() => sarifLocation(path)).toThrow(expect.objectContaining({ code: 'LOCATION_INVALID' })),
  )
})
