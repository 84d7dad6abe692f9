import { describe, expect, it } from 'vitest'
import { labelOf } from '../../src/judging/words.ts'
import { readReport } from '../../src/incoming/read-report.ts'
import { amd64, judged } from '../judged.ts'
import { resultOf, sarifOf } from './sarif.ts'

const snykText = 'This file introduces a vulnerable expat package with a critical severity vulnerability.'
const snykRule = { id: 'SNYK-ALPINE-EXPAT-1', fullDescription: { text: '(CVE-2026-25235) expat@2.2.5-r0' } }

describe('the package of a result of SARIF', () => {
  it.for([
    {
      name: 'Snyk, its version in the logical location',
      text: sarifOf('Snyk Container', [
        resultOf('SNYK-ALPINE-EXPAT-1', {
          text: snykText,
          locations: [{ logicalLocations: [{ fullyQualifiedName: 'expat@2.2.5-r0' }] }],
        }),
      ]),
      has: { packages: [{ name: 'expat', version: '2.2.5-r0' }] },
    },
    {
      name: "Snyk, its version and the CVE in the rule's description",
      text: sarifOf('Snyk Container', [resultOf(snykRule.id, { text: snykText })], [snykRule]),
      has: { packages: [{ name: 'expat', version: '2.2.5-r0', path: 'Dockerfile' }], aliases: ['CVE-2026-25235'] },
    },
    {
      name: 'Snyk, no version anywhere',
      text: sarifOf('Snyk Container', [resultOf(snykRule.id, { text: snykText })]),
      has: { packages: [{ name: 'expat', version: '', path: 'Dockerfile' }] },
    },
    {
      name: 'Clair, a name with blanks and dashes around it',
      text: sarifOf('Clair V4', [resultOf('CVE-2026-1', { text: '[libc-bin - 2.36-9+deb12u9 - High] "A - flaw."' })]),
      has: { packages: [{ name: 'libc-bin', version: '2.36-9+deb12u9', path: 'Dockerfile' }] },
    },
    {
      name: 'OSV-Scanner',
      text: sarifOf('osv-scanner', [
        resultOf('CVE-2026-1', {
          text: "Package '@types/qs@6.5.1' is vulnerable to 'CVE-2026-1' (also known as 'GHSA-aaaa-bbbb-cccc').",
        }),
      ]),
      has: {
        packages: [{ name: '@types/qs', version: '6.5.1', path: 'Dockerfile' }],
        aliases: ['GHSA-aaaa-bbbb-cccc'],
      },
    },
    {
      name: 'Docker Scout, all packages of a rule',
      text: sarifOf(
        'docker scout',
        [resultOf('CVE-2026-1')],
        [
          {
            id: 'CVE-2026-1',
            properties: {
              purls: ['pkg:deb/debian/tar@1.35%2Bdfsg-3.1?os_name=debian', 'pkg:npm/%40types/qs@6.5.1'],
              fixed_version: 'not fixed',
            },
          },
        ],
      ),
      has: {
        packages: [
          { name: 'tar', version: '1.35+dfsg-3.1', manager: 'deb', path: 'Dockerfile' },
          { name: '@types/qs', version: '6.5.1', manager: 'npm', path: 'Dockerfile' },
        ],
      },
    },
  ])('$name', ({ text, has }) => {
    expect(readReport('sarif', text, 'scan.sarif').findings[0]).toMatchObject(has)
  })
})

describe('results of a tool that names no package', () => {
  it.for([
    {
      name: 'of one file with different texts are different findings',
      texts: ['libssl3 is old', 'libcrypto3 is old'],
      count: 2,
    },
    { name: 'of one file with the same text are one', texts: ['libssl3 is old', 'libssl3 is old'], count: 1 },
  ])('$name', ({ texts, count }) => {
    const results = texts.map((text) => resultOf('CVE-2026-1', { text }))
    for (const report of [
      sarifOf('Linter', results),
      sarifOf('Linter', results).replaceAll('"uri":"Dockerfile"', '"uri":""'),
    ]) {
      const { findings } = readReport('sarif', report, 'scan.sarif')
      const end = judged({ reports: [{ name: 'scan.sarif', digest: amd64.digest, findings }] })
      expect(end.findings).toHaveLength(count)
      expect(end.breaking).toHaveLength(count)
    }
  })

  const at = (
    startLine: number,
    fullyQualifiedName = '',
    message: object = { text: 'a known vulnerability' },
  ): object => ({
    ruleId: 'CVE-2026-1',
    level: 'error',
    message,
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'package-lock.json' }, region: { startLine } },
        logicalLocations: [{ fullyQualifiedName }],
      },
    ],
  })
  const named = (text: object, one: string): object => at(1, '', { ...text, arguments: [one] })

  it.for([
    {
      name: 'line, of which two are one',
      results: [at(7), at(7)],
      labels: ['package-lock.json line 7 (a known vulnerability)'],
    },
    {
      name: 'line',
      results: [at(1), at(7)],
      labels: ['package-lock.json (a known vulnerability)', 'package-lock.json line 7 (a known vulnerability)'],
    },
    {
      name: 'logical locations',
      results: [at(1, 'qs@6.5.1'), at(1, 'tar@1.35')],
      labels: [
        'package-lock.json (a known vulnerability, qs@6.5.1)',
        'package-lock.json (a known vulnerability, tar@1.35)',
      ],
    },
    {
      name: 'arguments of a text',
      results: [named({ text: '{0} is old' }, 'qs'), named({ text: '{0} is old' }, 'tar')],
      labels: ['package-lock.json (qs is old)', 'package-lock.json (tar is old)'],
    },
    {
      name: 'text in Markdown alone',
      results: [at(1, '', { markdown: '**qs** is old' }), at(1, '', { markdown: '**tar** is old' })],
      labels: ['package-lock.json (**qs** is old)', 'package-lock.json (**tar** is old)'],
    },
    {
      name: 'arguments of a text that the rule has',
      results: [named({ id: 'default' }, 'qs'), named({ id: 'default' }, 'tar')],
      labels: ['package-lock.json (default qs)', 'package-lock.json (default tar)'],
    },
  ])('of one text are told apart by their $name', ({ results, labels }) => {
    const { findings } = readReport('sarif', sarifOf('Linter', results), 'scan.sarif')
    const { breaking } = judged({ reports: [{ name: 'scan.sarif', digest: amd64.digest, findings }] })
    expect(breaking.map((one) => labelOf({ ...one, subject: { digest: '', platform: '' } })).sort()).toEqual(
      labels.map((label) => `CVE-2026-1 in ${label}`),
    )
  })

  it('are told apart in the message', () => {
    const results = ['libssl3 is old', 'libcrypto3 is old'].map((text) => resultOf('CVE-2026-1', { text }))
    const { findings } = readReport('sarif', sarifOf('Linter', results), 'scan.sarif')
    const { message } = judged({ reports: [{ name: 'scan.sarif', digest: amd64.digest, findings }] })
    expect(message).toContain('CVE-2026-1 in Dockerfile (libcrypto3 is old)')
    expect(message).toContain('CVE-2026-1 in Dockerfile (libssl3 is old)')
  })
})
