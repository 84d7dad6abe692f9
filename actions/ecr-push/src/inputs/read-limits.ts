import { inputs, invalidInput } from '@slipway/action-io'
import { severities, type Severity } from '@slipway/scan-policy'
import type { Reading } from './every-problem.ts'
import type { Limits } from './push-inputs.ts'
import { readFlag } from './read-flag.ts'
import { statedList } from './stated-list.ts'

export function readLimits(reading: Reading): Limits {
  return {
    failOn: reading.try(() => inputs.statedChoice('fail-on', severities, 'critical')),
    maxFindings: reading.try(readMaxFindings),
    cvss: reading.try(() => readNumber('fail-on-cvss', 10)),
    epss: reading.try(() => readNumber('fail-on-epss', 1)),
    kev: reading.try(readKev),
    onlyFixable: reading.try(() => readFlag('only-fixable', false)),
    layers: reading.try(() => inputs.choice('layers', ['all', 'own'], 'all')),
  }
}

function readKev(): boolean {
  inputs.stated('fail-on-kev', 'false')
  return readFlag('fail-on-kev', false)
}

const counts = `a severity and a number, such as high=5; one of ${severities.join(', ')}`

/** Lines of `SEVERITY=COUNT`, each severity once. */
function readMaxFindings(): Limits['maxFindings'] {
  const found = new Map<Severity, number>()
  for (const line of statedList('max-findings', counts)) {
    const [, word = '', count = ''] = /^([a-z]+)\s*=\s*(\d{1,6})$/.exec(line) ?? []
    const severity = severities.find((one) => one === word)
    if (severity === undefined) {
      throw invalidInput('max-findings', line, counts)
    }
    if (found.has(severity)) throw invalidInput('max-findings', line, `the only line for ${severity}`)
    found.set(severity, Number(count))
  }
  return Object.fromEntries(found)
}

function readNumber(name: string, most: number): number | undefined {
  const text = inputs.stated(name, 'none')
  if (text === 'none') return undefined
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= most)) throw invalidInput(name, text, `a number from 0 to ${most}, or none`)
  return value
}
