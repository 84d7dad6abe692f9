import { fixWords, labelOf } from '../judging/words.ts'
import { severityOf } from '../severity.ts'
import type { Outcome } from './became.ts'
import { levelOf } from './sarif-rule.ts'
import { printHash } from './print-hash.ts'

/**
 * What stays the same when an alert is still the same in the next run: not the version, which changes while the
 * vulnerability stays, nor the digest. GitHub tells alerts of one rule and file apart by `primaryLocationLineHash` alone,
 * and every location here is the first line of one file.
 */
export function fingerprintOf({ finding: { vulnerability, packages, about, subject } }: Outcome): string {
  const places = packages.map(({ name, path = '' }) => JSON.stringify([name, path])).sort()
  const what = about === undefined ? [] : [about]
  return printHash(JSON.stringify([vulnerability, subject.platform, places, ...what]))
}

/** A result at the first line of a file; `print` must not be another result's. */
export function resultOf({ finding, became }: Outcome, ruleIndex: number, location: string, print: string): object {
  const { vulnerability, severity, score, epss, kev, subject, packages } = finding
  const because = became.state === 'breaking' || became.state === 'spared' ? became.because : undefined
  const end =
    because === undefined ? '' : ` (${became.state === 'breaking' ? 'breaks the gate' : 'spared'}: ${because})`
  const paths = [...new Set(packages.flatMap(({ path }) => path ?? []))].slice(0, 100)
  return {
    ruleId: vulnerability,
    ruleIndex,
    level: levelOf(severityOf(severity)),
    message: { text: inMessage(`${labelOf(finding)}${fixWords(finding)}${end}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: location },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        },
        ...(paths.length === 0 ? {} : { logicalLocations: paths.map((path) => ({ fullyQualifiedName: path })) }),
      },
    ],
    partialFingerprints: { primaryLocationLineHash: print },
    properties: { state: became.state, severity: severityOf(severity), score, epss, kev, ...subject },
  }
}

/** In a message `[text](target)` is a link and `{0}` an argument (SARIF 2.1.0, 3.11); foreign text makes neither. */
function inMessage(text: string): string {
  return text.replaceAll(/[[{]/g, '(').replaceAll(/[\]}]/g, ')')
}
