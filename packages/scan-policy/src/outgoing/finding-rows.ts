import type { PlacedFinding } from '../placed.ts'
import { severityOf } from '../severity.ts'

/** A row of a table: finished Markdown, each cell on one line. */
export type Row = readonly string[]

export const findingHeader: Row = ['finding', 'severity', 'package', 'fixed in', 'platform']

/** Makes foreign text safe for one cell; what is safe is for the one who shows it to know. */
export type Escape = (text: string) => string

/** A row for each finding, under `findingHeader`. */
export function findingRows(findings: readonly PlacedFinding[], escape: Escape): readonly Row[] {
  return findings.map(({ vulnerability, severity, packages, uri, subject }) => [
    link(vulnerability, uri, escape),
    severityOf(severity),
    escape(listed(packages.map(({ name, version }) => `${name} ${version}`.trim()))),
    escape(listed(packages.flatMap(({ fixedIn }) => fixedIn ?? []))),
    escape(subject.platform),
  ])
}

/** `findingHeader` with one more column: which rule a finding broke, or why it was spared. */
export function explainedRows(
  findings: readonly { readonly finding: PlacedFinding; readonly because: string }[],
  escape: Escape,
): readonly Row[] {
  const rows = findingRows(
    findings.map(({ finding }) => finding),
    escape,
  )
  return rows.map((row, at) => [...row, escape(findings[at]?.because ?? '')])
}

/** Of different places with the same package, one is shown; of very many packages, a few. */
function listed(texts: readonly string[]): string {
  const different = [...new Set(texts)]
  const shown = different.slice(0, 5).join(', ')
  return different.length > 5 ? `${shown} and ${different.length - 5} more` : shown
}

function link(text: string, uri: string | undefined, escape: Escape): string {
  const plain = uri !== undefined && uri.length < 500 && /^https?:\/\/[\w./:?=&%#~-]+$/.test(uri)
  return plain ? `[${escape(text)}](${uri})` : escape(text)
}
