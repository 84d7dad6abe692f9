import { invalidInput } from '@slipway/action-io'
import { severities } from '@slipway/scan-policy'
import type { ReportFile } from './push-inputs.ts'
import { statedList } from './stated-list.ts'

const forms = 'trivy:FILE, grype:FILE, sarif:FILE or sarif:FILE error=SEVERITY'

/** Lines of a report's kind and file; of SARIF also what its tool means by the level `error`. */
export function readReports(text: string): readonly ReportFile[] {
  return statedList('reports', text, forms).map(readReportFile)
}

function readReportFile(item: string): ReportFile {
  const [, kind, rest] = /^(trivy|grype|sarif):(.+)$/.exec(item) ?? []
  const [, before = rest ?? '', word] = /^(|.*\s)error=(\S*)$/.exec(rest ?? '') ?? []
  const file = before.trim()
  if (kind === undefined || file === '' || (word !== undefined && kind !== 'sarif'))
    throw invalidInput('reports', item, forms)
  const errorMeans = severities.find((severity) => severity === word)
  if (word !== undefined && errorMeans === undefined)
    throw invalidInput('reports', item, `sarif:FILE error=SEVERITY with one of ${severities.join(', ')}`)
  return { kind: kind as ReportFile['kind'], file, ...(errorMeans === undefined ? {} : { errorMeans }) }
}
