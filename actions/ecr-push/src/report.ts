import { markdownTable, safeMarkdown, type Report } from '@slipway/action-io'
import { severities, severityOf, type GateEnd, type PlacedFinding } from '@slipway/scan-policy'
import type { Result } from './run.ts'

/** Rows of findings in the summary; the rest is counted. */
const mostRows = 200

export function report(result: Result): Report {
  const { verdict, reason, message, digest, image, tags } = result
  const failure = verdict === 'pass' ? {} : { failure: `ecr-push: ${message} (${reason})` }
  return {
    outputs: { digest, image, verdict, reason, message, tags: tags.join('\n') },
    summary: [heading(result), ...(result.gate === undefined ? [] : evidence(result.gate))].join('\n\n'),
    ...failure,
  }
}

function heading({ verdict, reason, message, image, tags, inputs }: Result): string {
  const facts = [
    ...(image === '' ? [] : [['image', code(image)]]),
    ['tags on it', tags.length === 0 ? 'none' : tags.map(code).join(' ')],
    ['rule', `${inputs.failOn} or worse fails`],
  ]
  return [`### ecr-push: ${verdict} (${reason})`, safeMarkdown(message), markdownTable(['', ''], facts)].join('\n\n')
}

function evidence({ counts, breaking }: GateEnd): readonly string[] {
  const shown = severities.map((severity) => String(counts[severity]))
  return [markdownTable(severities, [shown]), ...(breaking.length === 0 ? [] : [broken(breaking)])]
}

function broken(findings: readonly PlacedFinding[]): string {
  const rows = findings.slice(0, mostRows).map(row)
  const more = findings.length > mostRows ? `\n\n_and ${findings.length - mostRows} more_` : ''
  const header = ['finding', 'severity', 'package', 'fixed in', 'platform']
  return `#### What broke the rule\n\n${markdownTable(header, rows)}${more}`
}

function row({ vulnerability, severity, packages, uri, subject }: PlacedFinding): readonly string[] {
  const found = packages.map(({ name, version }) => `${name} ${version}`).join(', ')
  const fixes = new Set(packages.flatMap(({ fixedIn }) => (fixedIn === undefined ? [] : [fixedIn])))
  return [
    link(vulnerability, uri),
    severityOf(severity),
    safeMarkdown(found),
    safeMarkdown([...fixes].join(', ')),
    safeMarkdown(subject.platform),
  ]
}

function link(text: string, uri: string | undefined): string {
  const plain = uri !== undefined && /^https?:\/\/[\w./:?=&%#~-]+$/.test(uri)
  return plain ? `[${safeMarkdown(text)}](${uri})` : safeMarkdown(text)
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``
}
