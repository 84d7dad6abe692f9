import { describe, expect, it } from 'vitest'
import { baselineOf, describeRules, explain, type Finding, type Rules } from '../src/index.ts'
import { amd64, arm64, cve, fates, ignore, judged, noon } from './judged.ts'
import { rules } from './story.ts'

const day = 24 * 60 * 60 * 1000

describe('a rule breaks on', () => {
  it.for<[string, Finding, Partial<Rules>, string]>([
    ['its severity', cve(1), { failOn: 'high' }, 'high (fail-on: high)'],
    ['a worse one', cve(1, { severity: 'critical' }), { failOn: 'low' }, 'critical (fail-on: low)'],
    [
      'none tolerated',
      cve(1),
      { failOn: 'critical', maxFindings: { high: 0 } },
      'one of 1 high (max-findings: high=0)',
    ],
    ['a CVSS score at the floor', cve(1, { score: 9 }), { failOn: 'critical', cvss: 9 }, 'CVSS 9 (fail-on-cvss: 9)'],
    ['a low one with a high score', cve(1, { severity: 'LOW', score: 9.8 }), { cvss: 9 }, 'CVSS 9.8 (fail-on-cvss: 9)'],
    [
      'an EPSS value at the floor',
      cve(1, { severity: 'LOW', epss: 0.5 }),
      { epss: 0.5 },
      'EPSS 0.5 (fail-on-epss: 0.5)',
    ],
    ['an EPSS value above it', cve(1, { severity: 'LOW', epss: 0.6 }), { epss: 0.5 }, 'EPSS 0.6 (fail-on-epss: 0.5)'],
    ['what is exploited', cve(1, { severity: 'LOW', kev: true }), { kev: true }, 'known to be exploited (fail-on-kev)'],
    [
      'several at once',
      cve(1, { score: 9.8, kev: true }),
      { cvss: 7, kev: true },
      'high (fail-on: high) and CVSS 9.8 (fail-on-cvss: 7) and known to be exploited (fail-on-kev)',
    ],
  ])('%s', ([, finding, own, because]) => {
    const end = judged({ amd64: [finding], rules: own })
    expect(end).toMatchObject({ verdict: 'fail', reason: 'findings', accepted: false, breaking: [{ because }] })
  })

  it.for<[string, readonly Finding[], Partial<Rules>]>([
    ['a lower severity', [cve(1, { severity: 'MEDIUM' })], {}],
    ['as many as are tolerated', [cve(1), cve(2)], { maxFindings: { high: 2 } }],
    ['a CVSS score below the floor', [cve(1, { score: 8.9 })], { failOn: 'critical', cvss: 9 }],
    ['no CVSS score', [cve(1)], { failOn: 'critical', cvss: 0 }],
    ['a score that is no number', [cve(1, { score: Number.NaN })], { failOn: 'critical', cvss: 0 }],
    ['an EPSS value below', [cve(1, { epss: 0.49 })], { failOn: 'critical', epss: 0.5 }],
    ['what is exploited, when that is no rule', [cve(1, { kev: true })], { failOn: 'critical' }],
    ['what nobody says is exploited', [cve(1, { exploit: true })], { failOn: 'critical', kev: true }],
  ])('not: %s', ([, findings, own]) => {
    expect(judged({ amd64: findings, rules: own })).toMatchObject({
      verdict: 'pass',
      reason: 'below-threshold',
      accepted: true,
      breaking: [],
    })
  })
})

describe('max-findings', () => {
  it('breaks on all of a severity when there is one too many, and leaves the others alone', () => {
    const findings = [cve(1), cve(2), cve(3), cve(4, { severity: 'MEDIUM' })]
    const end = judged({ amd64: findings, rules: { maxFindings: { high: 2, medium: 1 } } })
    expect(fates(end)['breaking']).toEqual([1, 2, 3])
    expect(end.breaking[0]?.because).toBe('one of 3 high (max-findings: high=2)')
  })

  it('counts the same finding on two platforms once', () => {
    const findings = [cve(1), cve(2)]
    expect(judged({ amd64: findings, arm64: findings, rules: { maxFindings: { high: 2 } } }).verdict).toBe('pass')
    expect(judged({ amd64: findings, arm64: [cve(3)], rules: { maxFindings: { high: 2 } } }).verdict).toBe('fail')
  })

  it('does not count what is ignored or spared', () => {
    const findings = [cve(1), cve(2), cve(3, { fix: 'no' }), cve(4, { fix: 'yes' })]
    const own: Partial<Rules> = { maxFindings: { high: 2 }, ignores: [ignore('CVE-2026-1001')], onlyFixable: true }
    expect(judged({ amd64: findings, rules: own }).verdict).toBe('pass')
  })

  it('stands in for fail-on at its severity only', () => {
    const end = judged({ amd64: [cve(1), cve(2, { severity: 'CRITICAL' })], rules: { maxFindings: { high: 5 } } })
    expect(fates(end)['breaking']).toEqual([2])
  })
})

describe('only-fixable', () => {
  it.for<[string, Finding, boolean]>([
    ['a fix is named', cve(1, {}, { fixedIn: '3.0.2' }), true],
    ['the scanner says there is one', cve(1, { fix: 'yes' }), true],
    ['the scanner says there is none', cve(1, { fix: 'no' }), false],
    ['nobody says', cve(1), true],
    ['NotAvailable is a word for none', cve(1, { fix: 'no' }, { fixedIn: 'NotAvailable' }), false],
  ])('%s', ([, finding, breaks]) => {
    const end = judged({ amd64: [finding], rules: { onlyFixable: true } })
    expect(end.verdict).toBe(breaks ? 'fail' : 'pass')
    expect(end.spared).toHaveLength(breaks ? 0 : 1)
  })

  it('says of how many findings nobody knows', () => {
    const { notes } = judged({ amd64: [cve(1), cve(2, { fix: 'yes' })], rules: { onlyFixable: true } })
    expect(notes).toEqual(['only-fixable: of 1 of 2 findings no scanner says whether a fix exists; they count'])
  })

  it('takes a finding of several packages apart: one is fixed, one is not', () => {
    const packages = [
      { name: 'a', version: '1', fixedIn: '2' },
      { name: 'b', version: '1', fixedIn: 'NotAvailable' },
    ]
    const end = judged({ amd64: [cve(1, { packages, fix: 'partial' })], rules: { onlyFixable: true } })
    expect(end.breaking.map(({ packages: [found] }) => found?.name)).toEqual(['a'])
    expect(end.spared.map(({ finding }) => finding.packages[0]?.name)).toEqual(['b'])
  })
})

describe('a baseline', () => {
  const baseline = baselineOf('tag:latest', [
    { subject: amd64, findings: [cve(1, {}, { version: '3.0.0' }), cve(5, { aliases: ['GHSA-aaaa-bbbb-cccc'] })] },
    { subject: arm64, findings: [cve(2)] },
  ])

  it.for<[string, Finding, boolean]>([
    ['the same vulnerability in the same package, whatever the version', cve(1), true],
    ['the same in another package', cve(1, {}, { name: 'zlib' }), false],
    ['another vulnerability', cve(3), false],
    ['one that only the other platform had', cve(2), false],
    [
      'an advisory that brings another vulnerability too',
      cve(8, { vulnerability: 'ALAS-1', aliases: ['CVE-2026-1001', 'CVE-2026-1008'] }),
      false,
    ],
    ['one that is known by another name', cve(6, { vulnerability: 'ghsa-aaaa-bbbb-cccc' }), true],
  ])('%s', ([, finding, spared]) => {
    const end = judged({ amd64: [finding], rules: { baseline } })
    expect(end.verdict).toBe(spared ? 'pass' : 'fail')
    expect(end.spared.map(({ because }) => because)).toEqual(spared ? ['not new: tag:latest has it already'] : [])
  })

  it('of one platform tells what is new on another', () => {
    const own = baselineOf('sha256:1', [{ subject: { digest: 'sha256:1', platform: '' }, findings: [cve(1)] }])
    expect(fates(judged({ arm64: [cve(1), cve(2)], rules: { baseline: own } }))).toMatchObject({
      breaking: [2],
      spared: [1],
    })
  })

  it('has what is suppressed there, and not what is closed there', () => {
    const before = [cve(1, { status: 'SUPPRESSED' }), cve(2, { status: 'CLOSED' })]
    const own = baselineOf('tag:latest', [{ subject: amd64, findings: before }])
    expect(fates(judged({ amd64: [cve(1), cve(2)], rules: { baseline: own } }))).toMatchObject({
      breaking: [2],
      spared: [1],
    })
  })

  it('of nothing spares nothing', () => {
    expect(judged({ amd64: [cve(1)], rules: { baseline: baselineOf('none', []) } }).verdict).toBe('fail')
  })
})

describe('layers: own', () => {
  const baseLayers = new Set(['sha256:base1', 'sha256:base2'])
  const inLayers = (...layers: (string | undefined)[]): Finding =>
    cve(1, {
      packages: layers.map((layer, i) => ({
        name: 'openssl',
        version: '3.0.1',
        path: `/${i}`,
        ...(layer === undefined ? {} : { layer }),
      })),
    })

  it.for<[string, Finding, boolean]>([
    ['a layer of the base image', inLayers('sha256:base1'), true],
    ['an own layer', inLayers('sha256:own'), false],
    ['both', inLayers('sha256:base1', 'sha256:own'), false],
    ['no layer named', inLayers(undefined), false],
    ['two of the base image', inLayers('sha256:base1', 'sha256:base2'), true],
  ])('%s', ([, finding, spared]) => {
    const end = judged({ amd64: [finding], rules: { layers: 'own', baseLayers } })
    expect(end.spared).toHaveLength(spared ? 1 : 0)
    expect(judged({ amd64: [finding], rules: { layers: 'all', baseLayers } }).spared).toEqual([])
  })

  it('without the base layers spares nothing and says so', () => {
    const end = judged({ amd64: [inLayers('sha256:base1')], rules: { layers: 'own' } })
    expect(end).toMatchObject({ verdict: 'fail', notes: [expect.stringContaining('set base-image')] })
  })
})

describe('rules that nothing could be held against are told', () => {
  it.for<[string, Partial<Rules>, RegExp]>([
    ['CVSS', { cvss: 9 }, /^fail-on-cvss: 1 of 2 findings have no CVSS score/],
    ['EPSS', { epss: 0.5 }, /^fail-on-epss: 1 of 2 findings .*Inspector/],
    ['KEV', { kev: true }, /^fail-on-kev: of 1 of 2 findings/],
    ['layers', { layers: 'own', baseLayers: new Set() }, /^layers: own: of 1 of 2 findings/],
  ])('%s', ([, own, note]) => {
    const informed = cve(1, { score: 5, epss: 0.1, kev: false, severity: 'LOW' }, { layer: 'sha256:1' })
    const { notes } = judged({ amd64: [informed, cve(2, { severity: 'LOW' })], rules: own })
    expect(notes).toEqual([expect.stringMatching(note)])
  })

  it('a suppression by Inspector', () => {
    const end = judged({ amd64: [cve(1, { status: 'SUPPRESSED' }), cve(2, { status: 'CLOSED' })] })
    expect(end).toMatchObject({
      reason: 'clean',
      notes: ['a suppression rule of Inspector hides 1; they do not count'],
    })
  })
})

describe('the verdict explains itself', () => {
  const baseline = baselineOf('ecs:main/shop', [{ subject: amd64, findings: [cve(3)] }])
  const until = noon + 10 * day
  const ignores = [ignore('CVE-2026-1002', { owner: 'web team', until: Date.UTC(2027, 0, 1), line: 4 })]
  const end = judged({
    amd64: [cve(1, {}, { fixedIn: '3.0.2' }), cve(2), cve(3)],
    rules: { baseline, ignores: [...ignores, ignore('CVE-2020-1', { until: noon - day, line: 9 })] },
    now: until,
  })

  it('in a message', () => {
    expect(end.message).toBe(
      '1 of 3 findings (3 high) breaks the rules: CVE-2026-1001 in openssl 3.0.1 on linux/amd64: high (fail-on: high), fixed in 3.0.2',
    )
  })

  it('in lines', () => {
    expect(explain(end)).toEqual([
      'breaks a rule: CVE-2026-1001 in openssl 3.0.1 on linux/amd64: high (fail-on: high), fixed in 3.0.2',
      'ignored: CVE-2026-1002 in openssl 3.0.1 on linux/amd64: not reachable, by web team, until 2026-12-31, line 4',
      'spared: CVE-2026-1003 in openssl 3.0.1 on linux/amd64: not new: ecs:main/shop has it already',
      'ignore file, line 9: CVE-2020-1 expired after 2026-06-14 and ignores nothing any more: it is not found any more, so remove the entry',
    ])
  })

  it('when it passes', () => {
    expect(judged({ amd64: [cve(2), cve(3)], rules: { baseline, ignores } }).message).toBe(
      'no finding that counts breaks the rules (high or worse): 2 high; 1 ignored; 1 spared',
    )
  })

  it('naming the worst three', () => {
    const { message } = judged({ amd64: [cve(1), cve(2), cve(3), cve(4, { severity: 'CRITICAL' })] })
    expect(message).toMatch(/^4 of 4 findings \(1 critical, 3 high\) break the rules: CVE-2026-1004 .*; and 1 more$/)
  })

  it('in one line of bounded length, whatever a scanner wrote', () => {
    const { message } = judged({ amd64: [cve(1, {}, { name: `a\n::error::b\u001b[31m${'x'.repeat(9000)}` })] })
    expect(message).not.toMatch(/\p{Cc}/u)
    expect(message.length).toBeLessThan(500)
  })

  it.for<[Partial<Rules>, string]>([
    [{}, 'high or worse'],
    [{ maxFindings: { high: 5, medium: 9 } }, 'critical, more than 5 high, more than 9 medium'],
    [{ cvss: 9, epss: 0.5, kev: true }, 'high or worse, CVSS 9 or more, EPSS 0.5 or more, known to be exploited'],
  ])('by its rules: %j', ([own, words]) => {
    expect(describeRules({ ...rules, ...own })).toBe(words)
  })
})
