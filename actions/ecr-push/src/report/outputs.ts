import type { Outputs } from '@slipway/action-io'
import { countsSoFar, severities, type Severity } from '@slipway/scan-policy'
import type { contract } from '../contract.ts'
import type { Result } from '../result.ts'

/** The outputs of action.yml; what is not known is empty. */
export function outputs(result: Result): Outputs<typeof contract> {
  const { inputs, registry, digest, image, tags, verdict, reason, message, gate, pushed, files, verdictDigest } = result
  const known = gate === undefined ? {} : countsSoFar(gate)
  const counts = severities.map((severity) => [severity, String(known[severity] ?? '')])
  return {
    digest,
    repository: inputs.repository,
    registry,
    image,
    tags: tags.join('\n'),
    ...{ verdict, reason, message },
    ...(Object.fromEntries(counts) as Record<Severity, string>),
    'findings-file': files.findings,
    'sarif-file': files.sarif,
    'pushed-bytes': pushed === undefined ? '' : String(pushed.pushedBytes),
    'reused-bytes': pushed === undefined ? '' : String(pushed.reusedBytes + pushed.mountedBytes),
    'verdict-digest': verdictDigest,
  }
}
