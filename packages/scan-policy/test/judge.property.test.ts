import { Failure } from '@slipway/outcome'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  baselineOf,
  explain,
  judge,
  parseIgnores,
  severities,
  type Finding,
  type GateEnd,
  type Ignore,
  type OtherReport,
  type PlacedFinding,
  type Rules,
  type ScannedImage,
} from '../src/index.ts'
import { amd64, arm64, noon } from './judged.ts'

const vulnerability = fc.constantFrom('CVE-2026-1001', 'cve-2026-1001', 'CVE-2026-1002', 'GHSA-a', 'ghsa-b', 'ALAS-1')
const word = fc.constantFrom('CRITICAL', 'High', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED', 'Negligible')
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined })
const found = fc.record(
  {
    name: fc.constantFrom('openssl', 'OpenSSL', 'zlib'),
    version: fc.constantFrom('1', '2'),
    fixedIn: fc.constantFrom('3', 'NotAvailable', ''),
    path: fc.constantFrom('/a', '/b'),
    layer: fc.constantFrom('sha256:base', 'sha256:own'),
  },
  { requiredKeys: ['name', 'version'] },
)
const finding: fc.Arbitrary<Finding> = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c'),
    vulnerability,
    severity: word,
    packages: fc.array(found, { maxLength: 2 }),
    status: fc.constantFrom('ACTIVE', 'SUPPRESSED', 'CLOSED'),
    title: fc.constantFrom('x', 'y', ''),
    score: fc.constantFrom(0, 4, 9.8, Number.NaN),
    epss: fc.constantFrom(0, 0.5, 1),
    kev: fc.boolean(),
    fix: fc.constantFrom('yes', 'no', 'partial'),
    aliases: fc.array(vulnerability, { maxLength: 2 }),
    source: fc.constantFrom('ecr', 'trivy'),
  },
  { requiredKeys: ['id', 'vulnerability', 'severity', 'packages'] },
)
const ignores: fc.Arbitrary<readonly Ignore[]> = fc
  .array(
    fc.record(
      {
        id: vulnerability,
        reason: fc.constantFrom('', 'why'),
        package: fc.constantFrom('openssl', 'zlib'),
        platform: fc.constantFrom('linux/amd64', 'linux/arm64'),
        owner: fc.constant('me'),
        until: fc.integer({ min: noon - 2, max: noon + 2 }),
      },
      { requiredKeys: ['id', 'reason'] },
    ),
    { maxLength: 4 },
  )
  .map((all) => all.map((one, i) => ({ ...one, line: i + 1 })))
const findings = fc.array(finding, { maxLength: 5 })
const images: fc.Arbitrary<readonly ScannedImage[]> = fc.tuple(findings, findings).map(([a, b]) => [
  { subject: amd64, findings: a },
  { subject: arm64, findings: b },
])
const reports: fc.Arbitrary<readonly OtherReport[]> = fc.array(
  fc.record(
    {
      name: fc.constantFrom('trivy.json', 'grype.json'),
      platform: fc.constantFrom('linux/amd64', 'linux/arm64'),
      findings,
    },
    { requiredKeys: ['name', 'findings'] },
  ),
  { maxLength: 2 },
)
const thresholds = {
  failOn: fc.constantFrom(...severities),
  cvss: optional(fc.constantFrom(4, 9)),
  epss: optional(fc.constantFrom(0, 0.5)),
  kev: fc.boolean(),
}
const simple: fc.Arbitrary<Rules> = fc
  .record(thresholds)
  .map((rules) => clean({ ...rules, maxFindings: {}, onlyFixable: false, ignores: [], layers: 'all' }))
const rules: fc.Arbitrary<Rules> = fc
  .record({
    ...thresholds,
    maxFindings: fc.record({ high: fc.nat(3), low: fc.nat(3) }, { requiredKeys: [] }),
    onlyFixable: fc.boolean(),
    ignores,
    layers: fc.constantFrom('all', 'own'),
    baseLayers: optional(fc.constant(new Set(['sha256:base']))),
    baseline: optional(images.map((known) => baselineOf('tag:latest', known))),
  })
  .map(clean)
const given = fc.record({ images, reports, rules })

const verdict = ({ images, reports, rules }: Given, now = noon): GateEnd => judge({ images, reports }, rules, now)
interface Given {
  readonly images: readonly ScannedImage[]
  readonly reports: readonly OtherReport[]
  readonly rules: Rules
}

describe('judge, whatever is found', () => {
  it('gives each finding one fate, and fails exactly when one breaks a rule', () => {
    fc.assert(
      fc.property(given, (all) => {
        const end = verdict(all)
        const fates = [...end.breaking, ...end.ignored.map(fateOf), ...end.spared.map(fateOf)].map(key)
        expect(new Set(fates).size).toBe(fates.length)
        expect(end.findings.map(key)).toEqual(expect.arrayContaining(fates))
        expect(new Set(end.findings.map(key)).size).toBe(end.findings.length)
        expect(end.verdict).toBe(end.breaking.length > 0 ? 'fail' : 'pass')
        expect(end.accepted).toBe(end.verdict === 'pass')
        expect(Object.values(end.counts).reduce((a, b) => a + b)).toBe(end.findings.length)
        for (const line of [end.message, ...explain(end)]) expect(line).not.toMatch(/\n|undefined|NaN (?!=)/)
      }),
    )
  })

  it('loses no finding: every active one is there by some name, as severe as it was', () => {
    fc.assert(
      fc.property(given, (all) => {
        const end = verdict(all)
        const active = all.images.flatMap(({ subject, findings }) =>
          findings.filter(({ status }) => status === undefined || status === 'ACTIVE').map((one) => ({ one, subject })),
        )
        for (const { one, subject } of active) {
          const same = end.findings.filter(
            (other) =>
              other.subject === subject &&
              upper([other.vulnerability, ...(other.aliases ?? [])]).includes(one.vulnerability.toUpperCase()),
          )
          expect(Math.min(...same.map(rank))).toBeLessThanOrEqual(rank(one))
        }
      }),
    )
  })

  it('does not depend on the order of findings, packages, images, scanners or ignores', () => {
    fc.assert(
      fc.property(given, fc.infiniteStream(fc.nat(1000)), (all, chance) => {
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, by: Number(chance.next().value) }))
            .sort((a, b) => a.by - b.by)
            .map(({ item }) => item)
        const inAnyOrder = <T extends { readonly findings: readonly Finding[] }>(some: readonly T[]): T[] =>
          shuffled(some.map((one) => ({ ...one, findings: shuffled(one.findings.map(packagesShuffled)) })))
        const packagesShuffled = (one: Finding): Finding => ({ ...one, packages: shuffled(one.packages) })
        const other: Given = {
          images: inAnyOrder(all.images),
          reports: inAnyOrder(all.reports),
          rules: { ...all.rules, ignores: shuffled(all.rules.ignores) },
        }
        expect(sortedNotes(verdict(other))).toEqual(sortedNotes(verdict(all)))
      }),
    )
  })

  it('does not depend on who brings a finding', () => {
    fc.assert(
      fc.property(given, (all) => {
        const brought = all.images.map(({ subject, findings }): OtherReport => ({
          name: 'same',
          digest: subject.digest,
          findings,
        }))
        const emptied = all.images.map(({ subject }) => ({ subject, findings: [] }))
        const other = { ...all, images: emptied, reports: [...brought, ...all.reports] }
        expect(sortedNotes(verdict(other))).toEqual(sortedNotes(verdict(all)))
      }),
    )
  })

  it('adding a finding never turns a fail into a pass', () => {
    fc.assert(
      fc.property(images, reports, simple, finding, fc.boolean(), (images, reports, rules, extra, asReport) => {
        fc.pre(verdict({ images, reports, rules }).verdict === 'fail')
        const more = asReport
          ? { images, reports: [...reports, { name: 'more', findings: [extra] }], rules }
          : { images: images.map((one) => ({ ...one, findings: [...one.findings, extra] })), reports, rules }
        expect(verdict(more).verdict).toBe('fail')
      }),
    )
  })

  it('adding another vulnerability never turns a fail into a pass, whatever is ignored, spared or tolerated', () => {
    fc.assert(
      fc.property(given, finding, (all, extra) => {
        fc.pre(verdict(all).verdict === 'fail')
        const other: Finding = { ...extra, vulnerability: 'CVE-2026-9999', aliases: [] }
        const more = all.images.map((one) => ({ ...one, findings: [...one.findings, other] }))
        expect(verdict({ ...all, images: more }).verdict).toBe('fail')
      }),
    )
  })

  it('ignoring more never breaks more', () => {
    fc.assert(
      fc.property(given, ignores, (all, more) => {
        const end = verdict({ ...all, rules: { ...all.rules, ignores: [...all.rules.ignores, ...more] } })
        expect(verdict(all).breaking.map(key)).toEqual(expect.arrayContaining(end.breaking.map(key)))
      }),
    )
  })

  it('an ignore touches nothing but the vulnerability it names', () => {
    fc.assert(
      fc.property(given, (all) => {
        for (const { finding, ignore } of verdict(all).ignored) {
          expect(upper([finding.vulnerability, ...(finding.aliases ?? [])])).toContain(ignore.id.toUpperCase())
          expect(finding.subject.platform).toContain(ignore.platform ?? '')
          expect(noon).toBeLessThan(ignore.until ?? Number.POSITIVE_INFINITY)
        }
      }),
    )
  })

  it('time only takes ignores away, and never gives one back', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: -3, max: 3 }), fc.nat(6), (all, from, later) => {
        const before = verdict(all, noon + from)
        const after = verdict(all, noon + from + later)
        expect(before.ignored.map(fateOf).map(key)).toEqual(expect.arrayContaining(after.ignored.map(fateOf).map(key)))
        expect(after.breaking.map(key)).toEqual(expect.arrayContaining(before.breaking.map(key)))
      }),
    )
  })

  it('knowing more of the baseline never breaks more, and an image is not new to itself', () => {
    fc.assert(
      fc.property(given, images, (all, more) => {
        const withBaseline = (known: readonly ScannedImage[]): GateEnd =>
          verdict({ ...all, rules: { ...all.rules, baseline: baselineOf('x', known) } })
        const [less, most] = [withBaseline(more), withBaseline([...more, ...all.images])]
        expect(less.breaking.map(key)).toEqual(expect.arrayContaining(most.breaking.map(key)))
        expect(
          verdict({ ...all, reports: [], rules: { ...all.rules, baseline: baselineOf('x', all.images) } }).verdict,
        ).toBe('pass')
      }),
    )
  })
})

describe('parseIgnores, whatever it is given', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          '- ',
          'id',
          ': ',
          'CVE-1',
          '\n',
          '  ',
          'until',
          '2026-12-31',
          '[',
          '}',
          '&a ',
          '*a',
          '!!x ',
          '|',
          '#',
          '"',
          '---',
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join('')),
    fc.json(),
  )

  it('reads it or refuses it with a reason in one line', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(outcomeOf(text)).toMatch(/^(?:read|IGNORE_INVALID ignore file x: line \d+: [^\n]+)$/)
      }),
      { numRuns: 500 },
    )
  })

  it('gives back what was written', () => {
    const entry = fc.record(
      {
        id: fc.stringMatching(/^[A-Z]{2,5}-\d{1,6}$/),
        package: fc.stringMatching(/^[a-z@/.]{1,9}$/),
        reason: fc.string().map((text) => text.trim()),
        owner: fc.stringMatching(/^[a-z]{1,9}$/),
        platform: fc.constantFrom('linux/amd64', 'linux/arm/v7'),
      },
      { requiredKeys: ['id', 'reason'] },
    )
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        const read = parseIgnores(JSON.stringify({ ignore: entries }), 'x')
        expect(read).toEqual(entries.map((one) => ({ ...one, line: 1 })))
      }),
    )
  })
})

/** `read`, or the code and message of what it threw. */
function outcomeOf(text: string): string {
  try {
    return parseIgnores(text, 'x').every(({ id }) => id !== '') ? 'read' : 'an entry without an id'
  } catch (error) {
    return error instanceof Failure ? `${error.code} ${error.message}` : String(error)
  }
}

function clean(record: object): Rules {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as unknown as Rules
}

function fateOf({ finding }: { readonly finding: PlacedFinding }): PlacedFinding {
  return finding
}

function key({ vulnerability, packages: [found], subject }: PlacedFinding): string {
  return JSON.stringify([vulnerability.toUpperCase(), found?.name.toLowerCase(), found?.version, subject])
}

function rank({ severity }: Finding): number {
  const place = (severities as readonly string[]).indexOf(severity.toLowerCase())
  return place === -1 ? severities.length - 1 : place
}

function upper(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toUpperCase())
}

function sortedNotes(end: GateEnd): GateEnd {
  return { ...end, notes: [...end.notes].sort(), ignoreNotes: [...end.ignoreNotes].sort() }
}
