import { Failure } from '@slipway/outcome'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReport, type ReportKind } from '../../src/incoming/read-report.ts'
import type { ScanReport } from '../../src/incoming/scan-report.ts'
import { reports } from './reports.ts'

type Outcome = { readonly report: ScanReport } | { readonly failure: Failure }

/** Whatever it is, it is either read or refused by a REPORT_INVALID on one short line; anything else is thrown on. */
function outcome(kind: ReportKind, text: string): Outcome {
  try {
    return { report: readReport(kind, text, 'scan.json') }
  } catch (error) {
    if (error instanceof Failure && error.code === 'REPORT_INVALID') return { failure: error }
    throw error
  }
}

/** What is wrong with an outcome, in words; nothing when it is sound. */
function unsound(result: Outcome): readonly string[] {
  if ('failure' in result) {
    const { message } = result.failure
    return /^report scan\.json[^\n\r]{1,400}$/.test(message) ? [] : [`message: ${message}`]
  }
  const { findings, digests } = result.report
  return [
    ...findings.filter(({ vulnerability, severity }) => vulnerability === '' || severity === ''),
    ...findings.filter(({ score = 5, epss = 0 }) => !(score > 0 && score <= 10 && epss >= 0 && epss <= 1)),
    ...findings.flatMap(({ packages }) => packages).filter(({ layer }) => layer !== undefined && !digest.test(layer)),
    ...digests.filter((text) => !digest.test(text)),
    ...('polluted' in {} ? ['Object.prototype is changed'] : []),
  ].map((each) => JSON.stringify(each))
}

const digest = /^sha256:[0-9a-f]{64}$/

const foreign: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 1e308, '', 'x', '\u0000', '__proto__', '🦄'.repeat(2000), [], {}),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')),
)

/** Every place of a value, as the list of keys that lead to it. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))]
}

function mutated(value: unknown, [key, ...rest]: readonly string[], put: unknown, how: string): unknown {
  if (key === undefined) return put
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  const holder = copy as Record<string, unknown>
  if (rest.length === 0 && how === 'drop') delete holder[key]
  else if (rest.length === 0 && how === 'rename') holder[`${key} `] = holder[key]
  else holder[key] = mutated(holder[key], rest, put, how)
  return copy
}

describe.for(['trivy', 'grype', 'sarif'] as const)('a report of %s', (kind) => {
  const whole: unknown = JSON.parse(reports[kind])
  const places = placesOf(whole)
  const change = fc.tuple(fc.constantFrom(...places), foreign, fc.constantFrom('put', 'drop', 'rename'))

  it('is read or refused, whatever is changed in it', () => {
    const seen = { read: 0, refused: 0 }
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const report = changes.reduce<unknown>((at, [path, put, how]) => {
          return placesOf(at).some((place) => place.join('\n') === path.join('\n')) ? mutated(at, path, put, how) : at
        }, whole)
        const result = outcome(kind, JSON.stringify(report) ?? '')
        seen['report' in result ? 'read' : 'refused'] += 1
        expect(unsound(result)).toEqual([])
      }),
      { numRuns: 600 },
    )
    expect(seen.read).toBeGreaterThan(50)
    expect(seen.refused).toBeGreaterThan(50)
  })

  it('is refused wherever it is cut off', () => {
    const text = reports[kind].trimEnd()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), (at) => {
        const result = outcome(kind, text.slice(0, at))
        expect(result).toHaveProperty('failure')
        expect(unsound(result)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('is read or refused with foreign characters anywhere in it', () => {
    const text = reports[kind]
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length }), fc.string({ maxLength: 8, unit: 'binary' }), (at, put) => {
        expect(unsound(outcome(kind, text.slice(0, at) + put + text.slice(at + put.length)))).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  it('loses no finding to a member that nobody knows', () => {
    const before = outcome(kind, reports[kind])
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.string({ maxLength: 20 }), foreign, (path, key, put) => {
        const at = path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], whole)
        const addable = typeof at === 'object' && at !== null && !Array.isArray(at) && !path.includes('CVSS')
        fc.pre(addable && !Object.hasOwn(at, key) && !known.has(key))
        const text = JSON.stringify(mutated(whole, path, { ...at, [key]: put }, 'put'))
        expect(outcome(kind, text)).toEqual(before)
      }),
      { numRuns: 200 },
    )
  })
})

/** Members that a report may have, and that the samples lack somewhere. */
const known = new Set(['variant', 'layerID', 'level', 'kind', 'rule', 'status', 'invocations', 'properties'])
