import type { GateEnd } from '../judge.ts'
import { countsSoFar } from '../judging/counts-so-far.ts'
import { labelOf } from '../judging/words.ts'
import type { ScanSubject } from '../track.ts'
import { outcomesOf, type Outcome } from './became.ts'
import { repositoryOf, type OutgoingContext } from './context.ts'
import { isoTime } from './iso-time.ts'
import { stateOf } from './to-json.ts'

/** https://github.com/sigstore/cosign/blob/main/specs/COSIGN_VULN_ATTESTATION_SPEC.md */
export const verdictPredicateType = 'https://cosign.sigstore.dev/attestation/vuln/v1'
/** https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export const statementMediaType = 'application/vnd.in-toto+json'
/** Raised when a member of `predicate.scanner.result` changes its meaning or goes away. */
export const verdictVersion = 1

/** Findings of a kind that a statement lists; it is read whole before every deployment. */
const mostListed = 500

export interface StatementContext extends OutgoingContext {
  /** What was judged: the index (without a platform), and each image in it. */
  readonly subjects: readonly ScanSubject[]
  /** Hexadecimal sha256 of `policyText`. */
  readonly policyHash: string
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly evaluatedAt: number
  /** The run that judged, e.g. `https://github.com/owner/repository/actions/runs/1`, and its number. */
  readonly run?: { readonly uri: string; readonly id: string }
}

/**
 * The verdict as an in-toto Statement v1, one line of JSON: unsigned, so it says what was judged and proves nothing to
 * whoever does not trust the registry. docs/scan-verdict.md describes its predicate.
 */
export function toStatement(end: GateEnd, context: StatementContext): string {
  const { image, toolVersion, subjects, startedAt, evaluatedAt, run } = context
  const name = repositoryOf(image)
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: different(subjects).map(({ digest, platform }) => ({
      name,
      digest: { sha256: digest.replace(/^sha256:/, '') },
      ...(platform === '' ? {} : { annotations: { platform } }),
    })),
    predicateType: verdictPredicateType,
    predicate: {
      invocation: { parameters: [], uri: run?.uri ?? '', event_id: run?.id ?? '', 'builder.id': 'Slipway ecr-push' },
      scanner: { uri: '', version: toolVersion, db: { uri: '', version: '' }, result: resultOf(end, context) },
      metadata: { scanStartedOn: isoTime(startedAt), scanFinishedOn: isoTime(evaluatedAt) },
    },
  })
}

function resultOf(end: GateEnd, { image, policyHash, evaluatedAt }: StatementContext): object {
  const { verdict, accepted, reason, message, whole } = end
  const outcomes = Object.groupBy(outcomesOf(end), ({ became }) => became.state)
  const { breaking = [], ignored = [], spared = [] } = outcomes
  return {
    version: verdictVersion,
    image,
    verdict,
    accepted,
    reason,
    message,
    policy: { sha256: policyHash },
    evaluatedAt: isoTime(evaluatedAt),
    whole,
    counts: countsSoFar(end),
    totals: { breaking: breaking.length, ignored: ignored.length, spared: spared.length },
    scanners: [...new Set(end.findings.flatMap(({ source }) => source?.split(', ') ?? []))].sort(),
    breaking: breaking.slice(0, mostListed).map(brief),
    ignored: ignored.slice(0, mostListed).map(brief),
  }
}

function brief({ finding, became }: Outcome): object {
  const { vulnerability, subject } = finding
  return { vulnerability, digest: subject.digest, finding: labelOf(finding), ...stateOf(became) }
}

function different(subjects: readonly ScanSubject[]): readonly ScanSubject[] {
  return [...new Map(subjects.map((subject) => [subject.digest, subject])).values()]
}

/** What can be read of a verdict without fetching it: the annotations of the OCI manifest that carries the statement. */
export function verdictAnnotations(
  { verdict, accepted, reason }: GateEnd,
  { policyHash, evaluatedAt }: StatementContext,
): Readonly<Record<string, string>> {
  return {
    'org.opencontainers.image.created': isoTime(evaluatedAt),
    'in-toto.io/predicate-type': verdictPredicateType,
    'slipway.verdict': verdict,
    'slipway.accepted': String(accepted),
    'slipway.reason': reason,
    'slipway.policy': policyHash,
    'slipway.evaluated-at': isoTime(evaluatedAt),
  }
}
