import { invalidInput } from '@slipway/action-io'
import { severities, type Severity } from '@slipway/scan-policy'
import type { Inputs } from './inputs.ts'
import type { Limits } from './push-inputs.ts'
import { statedList } from './stated-list.ts'

export function readLimits({ values, attempt }: Inputs): Limits {
  return {
    failOn: values['fail-on'],
    maxFindings: attempt(['max-findings'], () => readMaxFindings(values['max-findings'])),
    cvss: attempt([], () => readNumber('fail-on-cvss', values['fail-on-cvss'], 10)),
    epss: attempt([], () => readNumber('fail-on-epss', values['fail-on-epss'], 1)),
    kev: values['fail-on-kev'],
    onlyFixable: values['only-fixable'],
    layers: values.layers,
  }
}

const counts = `a severity and a number, such as high=5; one of ${severities.join(', ')}`

/** Lines of `SEVERITY=COUNT`, each severity once. */
function readMaxFindings(text: string): Limits['maxFindings'] {
  const found = new Map<Severity, number>()
  for (const line of statedList('max-findings', text, counts)) {
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

function readNumber(name: string, text: string, most: number): number | undefined {
  if (text === 'none') return undefined
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= most)) throw invalidInput(name, text, `a number from 0 to ${most}, or none`)
  return value
}
