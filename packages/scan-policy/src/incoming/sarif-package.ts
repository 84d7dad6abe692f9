import type { FoundPackage } from '../finding.ts'
import { given } from './given.ts'

/** The package that a result's message is about. SARIF has no place for one; Trivy and Grype write it in a fixed sentence. */
export function packageOfMessage(message: string, tool: string): Told | undefined {
  if (/^trivy/i.test(tool)) return ofTrivy(message)
  return /^grype/i.test(tool) ? ofGrype(message) : undefined
}

interface Told {
  readonly package: FoundPackage
  /** The scanner's own word. */
  readonly severity?: string
}

/** https://github.com/aquasecurity/trivy: pkg/report/sarif.go */
function ofTrivy(message: string): Told | undefined {
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
function ofGrype(message: string): Told | undefined {
  const start = /^An? (\S{1,20}) vulnerability in (\S{1,60}) package: /.exec(message)
  if (start === null) return undefined
  const rest = message.slice(start[0].length)
  const [before, after] = [rest.indexOf(', version '), rest.indexOf(' was found ')]
  if (before <= 0 || after < before) return undefined
  const word = start[1] === 'negligible' ? 'informational' : start[1]
  return {
    package: {
      name: rest.slice(0, before),
      version: rest.slice(before + ', version '.length, after),
      ...given({ manager: start[2] }),
    },
    ...given({ severity: word }),
  }
}
