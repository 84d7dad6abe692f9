import { describe, expect, it } from 'vitest'
import { readReport } from '../../src/incoming/read-report.ts'
import { severityOf, type Severity } from '../../src/severity.ts'
import { resultOf, sarifOf } from './sarif.ts'

interface Row {
  readonly name: string
  readonly tool?: string
  readonly level?: string
  readonly text?: string
  readonly rule?: object
  readonly result?: object
  readonly errorMeans?: Severity
  readonly severity: Severity
  readonly score?: number
  /** Only the level `error` says how severe it is. */
  readonly onlyError?: true
}

const scored = (value: unknown): object => ({ properties: { 'security-severity': value } })
const snyk = (word: string): string =>
  `This file introduces a vulnerable openssl/libssl3 package with a ${word} severity vulnerability.`
const clair = (word: string): string => `[openssl - 3.0.1 - ${word}] "A flaw."`

const rows: readonly Row[] = [
  // The level alone
  { name: 'an error without a word or a score is the worst it can be', severity: 'critical', onlyError: true },
  { name: 'an error, where somebody said what the tool means by it', errorMeans: 'high', severity: 'high' },
  { name: 'a warning', level: 'warning', severity: 'medium' },
  { name: 'a note', level: 'note', severity: 'low' },
  {
    name: 'what the tool means by an error says nothing of a note',
    level: 'note',
    errorMeans: 'high',
    severity: 'low',
  },
  // A score
  { name: 'an error with a score', rule: scored('7.5'), severity: 'high', score: 7.5 },
  {
    name: 'a score goes before what an error means',
    rule: scored('9.1'),
    errorMeans: 'low',
    severity: 'critical',
    score: 9.1,
  },
  { name: 'a score of the result itself', level: 'warning', result: scored('9.8'), severity: 'critical', score: 9.8 },
  {
    name: 'a score of the result goes before that of its rule',
    rule: scored('2.0'),
    result: scored('7.2'),
    severity: 'high',
    score: 7.2,
  },
  ...['9.8', ' 9.8 ', '9,8', '9.8/10', '9.8 / 10', '9.80000000000000000000000', 9.8].map((value): Row => ({
    name: `${JSON.stringify(value)} is a score`,
    level: 'note',
    rule: scored(value),
    severity: 'critical',
    score: 9.8,
  })),
  // What is no score
  ...['undefined', 'null', 'NaN', 'None', 'n/a', '', ' ', '-', '0.0', '-1', -1, 0, null, [], {}, true].map(
    (value): Row => ({
      name: `${JSON.stringify(value)} is no score`,
      rule: scored(value),
      severity: 'critical',
      onlyError: true,
    }),
  ),
  {
    name: 'a word for a score is none, and does not make an error less',
    rule: scored('MEDIUM'),
    severity: 'critical',
    onlyError: true,
  },
  { name: 'a word for a score makes a warning more', level: 'warning', rule: scored('Critical'), severity: 'critical' },
  {
    name: 'a word for a score does not make a warning less',
    level: 'warning',
    rule: scored('LOW'),
    severity: 'medium',
  },
  {
    name: 'a word for a score makes a score of the rule more',
    level: 'warning',
    rule: scored('5.0'),
    result: scored('CRITICAL'),
    severity: 'critical',
    score: 5,
  },
  {
    name: 'a word of the rule makes a score of the result more',
    rule: scored('CRITICAL'),
    result: scored('5.0'),
    severity: 'critical',
    score: 5,
  },
  {
    name: 'a word named severity makes a warning more',
    level: 'warning',
    rule: { properties: { severity: 'CRITICAL' } },
    severity: 'critical',
  },
  {
    name: 'a word named severity of the result makes a note more',
    level: 'note',
    result: { properties: { severity: 'high' } },
    severity: 'high',
  },
  {
    name: 'a word among the tags makes a warning more',
    level: 'warning',
    rule: { properties: { tags: ['security', 'HIGH', 'CRITICAL'] } },
    severity: 'critical',
  },
  {
    name: 'a word named severity does not make a score less',
    rule: { properties: { severity: 'low', 'security-severity': '9.8' } },
    severity: 'critical',
    score: 9.8,
  },
  // The tool's own word
  {
    name: 'Trivy',
    tool: 'Trivy',
    text: 'Package: a\nInstalled Version: 1\nVulnerability C\nSeverity: HIGH\nFixed Version: ',
    severity: 'high',
  },
  {
    name: 'Grype',
    tool: 'Grype',
    text: 'A high vulnerability in deb package: a, version 1 was found at: /x',
    severity: 'high',
  },
  {
    name: 'Snyk, critical with a score of 7.5',
    tool: 'Snyk Container',
    text: snyk('critical'),
    rule: scored('7.5'),
    severity: 'critical',
    score: 7.5,
  },
  {
    name: 'Snyk, high without a score',
    tool: 'Snyk Container',
    text: snyk('high'),
    rule: scored('undefined'),
    severity: 'high',
  },
  {
    name: "Snyk, its word only in the rule's title",
    tool: 'Snyk Open Source',
    rule: { shortDescription: { text: 'Critical severity - Denial of Service vulnerability in qs' }, ...scored('7.5') },
    severity: 'critical',
    score: 7.5,
  },
  { name: 'Clair, which calls everything an error', tool: 'Clair V4', text: clair('Low'), severity: 'low' },
  { name: 'Clair, negligible', tool: 'Clair V4', text: clair('Negligible'), severity: 'informational' },
  {
    name: 'Clair, a word that rates nothing leaves it at error',
    tool: 'Clair V4',
    text: clair('Unknown'),
    severity: 'critical',
    onlyError: true,
  },
  {
    name: 'Docker Scout',
    tool: 'docker scout',
    level: 'note',
    rule: { properties: { cvssV3_severity: 'HIGH' } },
    severity: 'high',
  },
  {
    name: 'Docker Scout, unspecified',
    tool: 'docker scout',
    rule: { properties: { cvssV3_severity: 'UNSPECIFIED', 'security-severity': '3.1' } },
    severity: 'low',
    score: 3.1,
  },
  {
    name: "another tool's sentence is no word of its own",
    tool: 'Linter',
    text: snyk('low'),
    severity: 'critical',
    onlyError: true,
  },
]

it('an index that leads to another rule gives none of its score', () => {
  const rules = [
    { id: 'CVE-2026-1', ...scored('2.0') },
    { id: 'CVE-2026-2', ...scored('9.8') },
  ]
  const json = sarifOf('Linter', [resultOf('CVE-2026-2', { ruleIndex: 0 })], rules)
  expect(readReport('sarif', json, 'scan.sarif').findings[0]?.score).toBe(9.8)
})

describe('how severe a result of SARIF is', () => {
  it.for(rows)('$name', ({ tool = 'Linter', level, text, rule, result, errorMeans, ...wanted }) => {
    const given = resultOf('CVE-2026-1', {
      ...result,
      ...(level === undefined ? {} : { level }),
      ...(text === undefined ? {} : { text }),
    })
    const json = sarifOf(tool, [given], [{ id: 'CVE-2026-1', ...rule }])
    const { findings } = readReport('sarif', json, 'scan.sarif', errorMeans === undefined ? {} : { errorMeans })
    const [finding] = findings
    expect({ severity: severityOf(finding?.severity), score: finding?.score, onlyError: finding?.onlyError }).toEqual({
      severity: wanted.severity,
      score: wanted.score,
      onlyError: wanted.onlyError === true ? 'scan.sarif' : undefined,
    })
  })
})
