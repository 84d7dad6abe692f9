import { countBySeverity } from '../../src/finding.ts'
import type { Ignore } from '../../src/ignores/ignore.ts'
import type { GateEnd } from '../../src/judge.ts'
import type { PlacedFinding } from '../../src/placed.ts'

export const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`

export const context = {
  image: `123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/orders@${digestOf('a')}`,
  toolVersion: '1.4.0',
  location: 'Dockerfile',
}

export const arm = { platform: 'linux/arm64', digest: digestOf('b') }
export const amd = { platform: 'linux/amd64', digest: digestOf('c') }

/** A finding in openssl, on arm64, of which the vulnerability's number is given. */
export function found(number: number | string, more: Partial<PlacedFinding> = {}): PlacedFinding {
  const vulnerability = typeof number === 'number' ? `CVE-2026-${number}` : number
  return {
    id: `arn:${vulnerability}`,
    vulnerability,
    severity: 'HIGH',
    packages: [{ name: 'openssl', version: '3.0.1', fixedIn: '3.0.2' }],
    uri: `https://nvd.nist.gov/vuln/detail/${vulnerability}`,
    title: 'a session is freed twice',
    description: 'A crafted handshake frees a session twice.',
    source: 'inspector',
    subject: arm,
    ...more,
  }
}

export const ignore: Ignore = {
  id: 'CVE-2026-9',
  reason: 'not reachable',
  owner: 'team-a',
  until: Date.UTC(2026, 3, 1),
  line: 3,
}

/** A gate's end over these findings. */
export function ended(findings: readonly PlacedFinding[], more: Partial<GateEnd> = {}): GateEnd {
  return {
    verdict: 'fail',
    accepted: false,
    reason: 'findings',
    message: 'a finding is high or worse',
    counts: countBySeverity(findings),
    findings,
    breaking: [],
    ignored: [],
    spared: [],
    ignoreNotes: [],
    notes: [],
    whole: true,
    unrecorded: [],
    ...more,
  }
}
