import type { FoundPackage } from '../finding.ts'
import { given } from './given.ts'

/** Where a tool may write what SARIF has no place for. */
export interface SarifTexts {
  /** Of the result. */
  readonly message: string
  /** Of the rule. */
  readonly title: string
  readonly description: string
  /** The logical location of the result. */
  readonly component: string
}

/** What a tool says in its own sentence. */
export interface Told {
  readonly package?: FoundPackage
  /** The scanner's own word. */
  readonly severity?: string
  /** Other names of the vulnerability. */
  readonly aliases?: readonly string[]
}

/** What the texts of a result say, where the sentence of its tool is known. */
export function toldBy(tool: string, texts: SarifTexts): Told {
  const toolSentence = sentences.find(([name]) => name.test(tool))
  return toolSentence?.[1](texts) ?? {}
}

const sentences: readonly (readonly [tool: RegExp, read: (texts: SarifTexts) => Told | undefined])[] = [
  [/^trivy/i, ofTrivy],
  [/^grype/i, ofGrype],
  [/^snyk/i, ofSnyk],
  [/^clair/i, ofClair],
  [/^osv-scanner/i, ofOsvScanner],
]

/** https://github.com/aquasecurity/trivy: pkg/report/sarif.go */
function ofTrivy({ message }: SarifTexts): Told | undefined {
  const lines = new Map(message.split('\n', 6).map(splitLine))
  const name = lines.get('Package')
  const version = lines.get('Installed Version')
  if (!name || version === undefined) return undefined
  const severity = lines.get('Severity') || undefined
  return {
    package: { name, version, ...given({ fixedIn: lines.get('Fixed Version') || undefined }) },
    ...given({ severity }),
  }
}

function splitLine(line: string): readonly [string, string] {
  const at = line.indexOf(': ')
  return at < 0 ? [line.replace(/:$/, ''), ''] : [line.slice(0, at), line.slice(at + 2)]
}

/** https://github.com/anchore/grype: grype/presenter/sarif/presenter.go */
function ofGrype({ message }: SarifTexts): Told | undefined {
  const start = /^An? (\S{1,20}) vulnerability in (\S{1,60}) package: /.exec(message)
  if (start === null) return undefined
  const rest = message.slice(start[0].length)
  const [before, after] = [rest.indexOf(', version '), rest.indexOf(' was found ')]
  if (before <= 0 || after < before) return undefined
  return {
    package: {
      name: rest.slice(0, before),
      version: rest.slice(before + ', version '.length, after),
      ...given({ manager: start[2] }),
    },
    ...given({ severity: withoutNegligible(start[1]) }),
  }
}

/**
 * The word is in the message and in the rule's title, the version beside the name in the logical location or in the
 * rule's description, after the CVE.
 * https://github.com/snyk/cli: src/lib/formatters/sarif-output.ts, src/lib/formatters/open-source-sarif-output.ts
 */
function ofSnyk({ message, title, description, component }: SarifTexts): Told {
  const found = /^This file introduces a vulnerable (\S{1,400}) package with an? (\w{1,20}) severity /.exec(message)
  const severity = found?.[2] ?? /^(\w{1,20}) severity /.exec(title)?.[1]
  const name = found?.[1]
  const [, cve, place = ''] = /^(?:\((CVE-\d{4}-\d{4,10})\) )?(\S*)$/.exec(description) ?? []
  const version = [component, place].find((text) => name !== undefined && text.startsWith(`${name}@`))
  return given({
    package: name === undefined ? undefined : { name, version: version?.slice(name.length + 1) ?? '' },
    severity,
    aliases: cve === undefined ? undefined : [cve],
  })
}

/** https://github.com/quay/clair-action: templates/sarif.tpl */
function ofClair({ message }: SarifTexts): Told | undefined {
  const [, name, version, severity] = /^\[(\S{1,400}) - (\S{0,400}) - (\w{1,20})\] /.exec(message) ?? []
  if (name === undefined || version === undefined) return undefined
  return { package: { name, version }, ...given({ severity: withoutNegligible(severity) }) }
}

/** A word for what hardly matters, which the severities do not have. */
function withoutNegligible(word: string | undefined): string | undefined {
  return word?.toLowerCase() === 'negligible' ? 'informational' : word
}

/** https://github.com/google/osv-scanner: internal/output/sarif.go */
function ofOsvScanner({ message }: SarifTexts): Told | undefined {
  const [, name, version, others = ''] =
    /^Package '(\S{1,400})@([^\s'@]{0,400})' is vulnerable to '[^']{1,100}'(?: \(also known as ('.{1,1000}')\))?/.exec(
      message,
    ) ?? []
  if (name === undefined || version === undefined) return undefined
  const aliases = others === '' ? undefined : others.slice(1, -1).split("', '")
  return { package: { name, version }, ...given({ aliases }) }
}
