import { describe, expect, it } from 'vitest'
import { baseScore } from '../src/cvss-score.ts'
import { createEcr, type ReportedFinding } from '../src/ecr.ts'
import { startWire } from './wire.ts'

async function findingOf(imageScanFindings: object): Promise<ReportedFinding | undefined> {
  await startWire(() => ({ body: { imageScanStatus: { status: 'COMPLETE' }, imageScanFindings } }))
  const answer = await createEcr().scan('app', 'sha256:a')
  return answer.kind === 'scan' ? answer.findings[0] : undefined
}

describe('the CVSS base score', () => {
  it.for([
    ['none', [], undefined],
    ['the only one', [{ version: '3.1', baseScore: 7.5 }], 7.5],
    [
      'the highest of later ones',
      [
        { version: '3.1', baseScore: 7.5 },
        { version: '4.0', baseScore: 6.1 },
      ],
      7.5,
    ],
    [
      'a later one rather than CVSS 2',
      [
        { version: '2.0', baseScore: 10 },
        { version: '3.0', baseScore: 5.3 },
      ],
      5.3,
    ],
    ['CVSS 2 where there is no other', [{ version: '2.0', baseScore: 4.3 }], 4.3],
    ['zero, which is a score', [{ version: '3.1', baseScore: 0 }], 0],
    [
      'never one off the scale',
      [
        { version: '3.1', baseScore: 42 },
        { version: '3.1', baseScore: Number.NaN },
      ],
      undefined,
    ],
    ['never one that is not there', [{ version: '3.1' }], undefined],
  ] as const)('is %s', ([, entries, score]) => {
    expect(baseScore(entries)).toBe(score)
  })
})

describe('a basic finding', () => {
  const attributes = [
    { key: 'package_name', value: 'glibc' },
    { key: 'package_version', value: '2.24-11+deb9u4' },
  ]
  it('has package, description, link and score', async () => {
    const scores = [
      { key: 'CVSS2_SCORE', value: '10' },
      { key: 'CVSS2_VECTOR', value: 'AV:L/AC:M/Au:N/C:C/I:C/A:C' },
      { key: 'CVSS3_SCORE', value: '7.8' },
    ]
    const finding = {
      name: 'CVE-2019-5188',
      description: 'A code execution vulnerability',
      uri: 'http://people.ubuntu.com/CVE-2019-5188',
      severity: 'MEDIUM',
      attributes: [...attributes, ...scores],
    }
    expect(await findingOf({ findings: [finding] })).toEqual({
      id: '["CVE-2019-5188","glibc","2.24-11+deb9u4"]',
      vulnerability: 'CVE-2019-5188',
      severity: 'MEDIUM',
      packages: [{ name: 'glibc', version: '2.24-11+deb9u4' }],
      source: 'ecr',
      uri: 'http://people.ubuntu.com/CVE-2019-5188',
      description: 'A code execution vulnerability',
      score: 7.8,
    })
  })

  it.for([
    ['CVSS 2 alone', [{ key: 'CVSS2_SCORE', value: '6.9' }], 6.9],
    [
      'CVSS 4',
      [
        { key: 'CVSS3_SCORE', value: '5' },
        { key: 'CVSS4_SCORE', value: '9.3' },
      ],
      9.3,
    ],
    ['empty', [{ key: 'CVSS3_SCORE', value: ' ' }], undefined],
    ['no number', [{ key: 'CVSS3_SCORE', value: 'n/a' }], undefined],
  ] as const)('whose score is %s', async ([, scores, score]) => {
    const finding = await findingOf({ findings: [{ name: 'CVE-1', attributes: [...attributes, ...scores] }] })
    expect(finding?.score).toBe(score)
  })
})

describe('an enhanced finding', () => {
  const details = {
    vulnerabilityId: 'CVE-2026-1',
    source: 'DEBIAN_CVE',
    sourceUrl: 'https://security-tracker.debian.org/tracker/CVE-2026-1',
    cvss: [
      { baseScore: 9.8, version: '3.1', source: 'NVD', scoringVector: 'x' },
      { baseScore: 7.1, version: '3.1', source: 'DEBIAN_CVE', scoringVector: 'x' },
    ],
    relatedVulnerabilities: ['GHSA-1', 'CVE-2026-1'],
    vulnerablePackages: [
      {
        name: 'openssl',
        version: '3.0.1',
        epoch: 1,
        release: '0+deb12u3',
        arch: 'AMD64',
        packageManager: 'OS',
        sourceLayerHash: 'sha256:base',
        fixedInVersion: '1:3.0.2-1',
      },
      { name: 'lodash', version: '4.17.20', epoch: 0, packageManager: 'NODEPKG', filePath: 'app/package.json' },
    ],
  }
  const finding = {
    findingArn: 'arn:finding/1',
    title: 'CVE-2026-1 - openssl',
    description: 'Bad.',
    severity: 'CRITICAL',
    status: 'ACTIVE',
    score: 8.1,
    scoreDetails: { cvss: { score: 8.2 } },
    fixAvailable: 'PARTIAL',
    exploitAvailable: 'YES',
    packageVulnerabilityDetails: details,
  }

  it('has all that Inspector tells', async () => {
    expect(await findingOf({ enhancedFindings: [finding] })).toEqual({
      id: 'arn:finding/1',
      vulnerability: 'CVE-2026-1',
      severity: 'CRITICAL',
      status: 'ACTIVE',
      source: 'ecr',
      uri: details.sourceUrl,
      title: 'CVE-2026-1 - openssl',
      description: 'Bad.',
      score: 9.8,
      fix: 'partial',
      exploit: true,
      aliases: ['GHSA-1'],
      packages: [
        { name: 'openssl', version: '1:3.0.1-0+deb12u3', fixedIn: '1:3.0.2-1', manager: 'OS', layer: 'sha256:base' },
        { name: 'lodash', version: '4.17.20', manager: 'NODEPKG', path: 'app/package.json' },
      ],
    })
  })

  it.for([
    [
      "Inspector's CVSS score, without base scores",
      { ...finding, packageVulnerabilityDetails: { ...details, cvss: [] } },
      8.2,
    ],
    ["Inspector's score alone", { findingArn: 'a', score: 8.1 }, 8.1],
    ['no score', { findingArn: 'a' }, undefined],
  ] as const)('has %s', async ([, one, score]) => {
    expect((await findingOf({ enhancedFindings: [one] }))?.score).toBe(score)
  })

  it.for([
    ['YES', 'NO', 'yes', false],
    ['NO', 'YES', 'no', true],
    ['LATER', 'LATER', undefined, undefined],
  ] as const)('with fix %s and exploit %s', async ([fixAvailable, exploitAvailable, fix, exploit]) => {
    const found = await findingOf({ enhancedFindings: [{ findingArn: 'a', fixAvailable, exploitAvailable }] })
    expect([found?.fix, found?.exploit]).toEqual([fix, exploit])
  })
})
