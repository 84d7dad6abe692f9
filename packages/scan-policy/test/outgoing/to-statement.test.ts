import { describe, expect, it } from 'vitest'
import type { ScanPolicy } from '../../src/policy.ts'
import { policyText } from '../../src/outgoing/policy-text.ts'
import { toStatement, verdictAnnotations, type StatementContext } from '../../src/outgoing/to-statement.ts'
import { amd, arm, context, digestOf, ended, found, ignore } from './verdicts.ts'

const statementContext: StatementContext = {
  ...context,
  subjects: [{ digest: digestOf('a'), platform: '' }, arm, amd, arm],
  policyHash: 'e'.repeat(64),
  startedAt: Date.UTC(2026, 2, 2, 9, 14, 7),
  evaluatedAt: Date.UTC(2026, 2, 2, 9, 15),
  run: { uri: 'https://github.com/acme/orders/actions/runs/7', id: '7' },
}
const [one, nine] = [found(1), found(9)]
const end = ended([one, nine], {
  breaking: [{ ...one, because: 'high (fail-on: high)' }],
  ignored: [{ finding: nine, ignore }],
  spared: [{ finding: found(3), because: 'no fix' }],
})

describe('a statement', () => {
  it('names what was judged by digest, the index and each platform once', () => {
    const name = 'team/orders'
    expect(JSON.parse(toStatement(end, statementContext))).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://cosign.sigstore.dev/attestation/vuln/v1',
      subject: [
        { name, digest: { sha256: 'a'.repeat(64) } },
        { name, digest: { sha256: 'b'.repeat(64) }, annotations: { platform: 'linux/arm64' } },
        { name, digest: { sha256: 'c'.repeat(64) }, annotations: { platform: 'linux/amd64' } },
      ],
    })
  })

  it('carries the verdict, the policy’s hash, when, the counts, and who answers for what is ignored', () => {
    expect(JSON.parse(toStatement(end, statementContext))).toMatchObject({
      predicate: {
        invocation: { parameters: [], uri: 'https://github.com/acme/orders/actions/runs/7', event_id: '7' },
        scanner: {
          version: '1.4.0',
          db: { uri: '', version: '' },
          result: {
            version: 1,
            image: context.image,
            verdict: 'fail',
            accepted: false,
            reason: 'findings',
            policy: { sha256: 'e'.repeat(64) },
            evaluatedAt: '2026-03-02T09:15:00.000Z',
            counts: { critical: 0, high: 2, medium: 0, low: 0, informational: 0, unrated: 0 },
            scanners: ['inspector'],
            breaking: [
              {
                vulnerability: 'CVE-2026-1',
                digest: digestOf('b'),
                finding: 'CVE-2026-1 in openssl 3.0.1 on linux/arm64',
                state: 'breaking',
                because: 'high (fail-on: high)',
              },
            ],
            ignored: [{ vulnerability: 'CVE-2026-9', ignore: { owner: 'team-a', until: '2026-03-31' } }],
          },
        },
        metadata: { scanStartedOn: '2026-03-02T09:14:07.000Z', scanFinishedOn: '2026-03-02T09:15:00.000Z' },
      },
    })
  })

  it('stays small, and says how many there are', () => {
    const many = Array.from({ length: 5000 }, (_, at) => found(at))
    const text = toStatement(
      ended(many, { breaking: many.map((each) => ({ ...each, because: 'x' })) }),
      statementContext,
    )
    expect(text.length).toBeLessThan(200_000)
    const { result } = (
      JSON.parse(text) as { predicate: { scanner: { result: { breaking: object[]; totals: object } } } }
    ).predicate.scanner
    expect(result.breaking).toHaveLength(500)
    expect(result.totals).toEqual({ breaking: 5000, ignored: 0, spared: 0 })
  })

  it('is read by its annotations alone', () => {
    const accepted = ended([], { verdict: 'inconclusive', reason: 'scan-timeout', accepted: true })
    expect(verdictAnnotations(accepted, statementContext)).toEqual({
      'org.opencontainers.image.created': '2026-03-02T09:15:00.000Z',
      'in-toto.io/predicate-type': 'https://cosign.sigstore.dev/attestation/vuln/v1',
      'slipway.verdict': 'inconclusive',
      'slipway.accepted': 'true',
      'slipway.reason': 'scan-timeout',
      'slipway.policy': 'e'.repeat(64),
      'slipway.evaluated-at': '2026-03-02T09:15:00.000Z',
    })
  })
})

const policy: ScanPolicy = {
  interval: 5000,
  deadline: 1,
  settle: 15_000,
  quiet: 60_000,
  onUnscannable: 'fail',
  onInconclusive: 'fail',
  rules: {
    failOn: 'high',
    maxFindings: { low: 5, medium: 3 },
    kev: true,
    onlyFixable: false,
    ignores: [ignore, { ...ignore, id: 'CVE-2026-10', line: 4 }],
    layers: 'own',
    baseLayers: new Set([digestOf('1'), digestOf('2')]),
    baseline: { name: 'tag:latest', platforms: new Map([['linux/arm64', new Set(['b', 'a'])]]) },
  },
}
const { rules } = policy

describe('the text of a policy', () => {
  it.for([
    { name: 'how long is waited', other: { ...policy, deadline: 2, interval: 1, settle: 1, quiet: 1 }, same: true },
    {
      name: 'the order of what has none',
      other: {
        ...policy,
        rules: {
          ...rules,
          maxFindings: { medium: 3, low: 5 },
          ignores: rules.ignores.toReversed(),
          baseLayers: new Set([digestOf('2'), digestOf('1')]),
          baseline: { name: 'tag:latest', platforms: new Map([['linux/arm64', new Set(['a', 'b'])]]) },
        },
      },
      same: true,
    },
    {
      name: 'the line of an ignore',
      other: { ...policy, rules: { ...rules, ignores: rules.ignores.map((each) => ({ ...each, line: 9 })) } },
      same: true,
    },
    { name: 'fail-on', other: { ...policy, rules: { ...rules, failOn: 'low' as const } }, same: false },
    { name: 'what is accepted', other: { ...policy, onUnscannable: 'pass' as const }, same: false },
    { name: 'a count', other: { ...policy, rules: { ...rules, maxFindings: { low: 6, medium: 3 } } }, same: false },
    { name: 'a score', other: { ...policy, rules: { ...rules, cvss: 7 } }, same: false },
    {
      name: 'the end of an ignore',
      other: { ...policy, rules: { ...rules, ignores: rules.ignores.map((each) => ({ ...each, until: 1 })) } },
      same: false,
    },
    { name: 'a base layer', other: { ...policy, rules: { ...rules, baseLayers: new Set<string>() } }, same: false },
    {
      name: 'the baseline',
      other: { ...policy, rules: { ...rules, baseline: { name: 'tag:latest', platforms: new Map() } } },
      same: false,
    },
  ])('is the same for the same rules: $name', ({ other, same }) =>
    expect(policyText(other) === policyText(policy)).toBe(same),
  )
})
