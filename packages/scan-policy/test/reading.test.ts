import { describe, expect, it } from 'vitest'
import { countBySeverity, fingerprint, isAtLeast, scanModeOf, severityOf } from '../src/index.ts'
import { found } from './story.ts'

describe('severityOf', () => {
  it.for([
    ['CRITICAL', 'critical'],
    ['High', 'high'],
    ['informational', 'informational'],
    ['Important', 'high'],
    ['MODERATE', 'medium'],
    ['UNDEFINED', 'unrated'],
    ['UNTRIAGED', 'unrated'],
    ['Negligible', 'unrated'],
    ['', 'unrated'],
    [undefined, 'unrated'],
  ] as const)('%s is %s', ([word, severity]) => {
    expect(severityOf(word)).toBe(severity)
  })
})

describe('isAtLeast', () => {
  it.for([
    ['critical', 'critical', true],
    ['critical', 'high', true],
    ['high', 'critical', false],
    ['unrated', 'informational', false],
    ['low', 'unrated', true],
  ] as const)('%s against fail-on %s: %s', ([severity, failOn, expected]) => {
    expect(isAtLeast(severity, failOn)).toBe(expected)
  })
})

describe('scanModeOf', () => {
  it.for([
    ['BASIC', true, 'SCAN_ON_PUSH', { kind: 'basic', onPush: true }],
    ['BASIC', false, 'MANUAL', { kind: 'basic', onPush: false }],
    ['BASIC', true, undefined, { kind: 'basic', onPush: true }],
    [undefined, false, undefined, { kind: 'basic', onPush: false }],
    ['ENHANCED', false, 'CONTINUOUS_SCAN', { kind: 'enhanced' }],
    ['ENHANCED', true, 'SCAN_ON_PUSH', { kind: 'enhanced' }],
    ['ENHANCED', false, 'MANUAL', { kind: 'enhanced-unmatched' }],
    ['ENHANCED', true, 'MANUAL', { kind: 'enhanced-unmatched' }],
    ['ENHANCED', false, undefined, { kind: 'enhanced-unmatched' }],
    ['ENHANCED', false, 'WEEKLY', { kind: 'enhanced' }],
  ] as const)('%s, scanOnPush %s, %s', ([scanType, scanOnPush, scanFrequency, mode]) => {
    expect(scanModeOf({ scanType, scanOnPush, scanFrequency })).toEqual(mode)
  })
})

describe('findings', () => {
  const a = { name: 'a', version: '1' }
  const b = { name: 'b', version: '1' }

  it('are counted by class', () => {
    const findings = [found('A', 'HIGH'), found('B', 'UNDEFINED'), found('C', 'UNTRIAGED')]
    expect(countBySeverity(findings)).toEqual({ critical: 0, high: 1, medium: 0, low: 0, informational: 0, unrated: 2 })
  })

  it.for([
    ['order', [found('A'), found('B')], [found('B'), found('A')], true],
    ['another finding', [found('A')], [found('A'), found('B')], false],
    ['another severity', [found('A', 'LOW')], [found('A', 'HIGH')], false],
    ['another status', [found('A', 'LOW', { status: 'ACTIVE' })], [found('A', 'LOW', { status: 'CLOSED' })], false],
    ['a score that arrives', [found('A')], [found('A', 'LOW', { score: 9 })], false],
    ['a listing that arrives', [found('A', 'LOW', { kev: false })], [found('A', 'LOW', { kev: true })], false],
    ['another package of it', [found('A', 'LOW', { packages: [a] })], [found('A', 'LOW', { packages: [a, b] })], false],
    [
      'a layer that is named',
      [found('A', 'LOW', { packages: [a] })],
      [found('A', 'LOW', { packages: [{ ...a, layer: 'sha256:1' }] })],
      false,
    ],
    ['another name of it', [found('A')], [found('A', 'LOW', { aliases: ['B'] })], false],
    [
      'the order of packages and names',
      [found('A', 'LOW', { packages: [a, b], aliases: ['B', 'C'] })],
      [found('A', 'LOW', { packages: [b, a], aliases: ['C', 'B'] })],
      true,
    ],
    ['ids that run together', [found('A\nB')], [found('A'), found('B')], false],
  ] as const)('compared: %s', ([, one, two, equal]) => {
    expect(fingerprint(one) === fingerprint(two)).toBe(equal)
  })
})
