import {
  judge,
  type Finding,
  type FoundPackage,
  type GateEnd,
  type Ignore,
  type OtherReport,
  type Rules,
} from '../src/index.ts'
import { rules } from './story.ts'

/** 2026-06-15T12:00:00Z */
export const noon: number = Date.UTC(2026, 5, 15, 12)
export const amd64 = { digest: `sha256:${'a'.repeat(64)}`, platform: 'linux/amd64' }
export const arm64 = { digest: `sha256:${'b'.repeat(64)}`, platform: 'linux/arm64/v8' }

export interface Given {
  readonly amd64?: readonly Finding[]
  readonly arm64?: readonly Finding[]
  readonly reports?: readonly OtherReport[]
  readonly rules?: Partial<Rules>
  readonly now?: number
}

/** The verdict on a two-platform image. */
export function judged({ amd64: a = [], arm64: b = [], reports = [], rules: own = {}, now = noon }: Given): GateEnd {
  const images = [
    { subject: amd64, findings: a },
    { subject: arm64, findings: b },
  ]
  return judge({ images, reports }, { ...rules, ...own }, now)
}

/** A high finding in openssl 3.0.1, unless told otherwise. */
export function cve(number: number, more: Partial<Finding> = {}, found: Partial<FoundPackage> = {}): Finding {
  const vulnerability = more.vulnerability ?? `CVE-2026-${1000 + number}`
  const packages = [{ name: 'openssl', version: '3.0.1', ...found }]
  return { id: JSON.stringify([vulnerability, packages]), vulnerability, severity: 'HIGH', packages, ...more }
}

export function ignore(id: string, more: Partial<Ignore> = {}): Ignore {
  return { id, reason: 'not reachable', line: 1, ...more }
}

/** The findings of each fate, by the numbers that made them. */
export function fates({ breaking, ignored, spared }: GateEnd): Readonly<Record<string, readonly number[]>> {
  const numbers = (all: readonly Finding[]): readonly number[] =>
    all.map(({ vulnerability }) => Number(vulnerability.slice(-4)) - 1000)
  return {
    breaking: numbers(breaking),
    ignored: numbers(ignored.map(({ finding }) => finding)),
    spared: numbers(spared.map(({ finding }) => finding)),
  }
}
