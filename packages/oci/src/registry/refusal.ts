import { describe, Failure } from '@slipway/outcome'
import type { OciErrorCode } from '../error.ts'
import type { Answer } from './exchange.ts'
import { wordsOf } from './refusal-words.ts'

/** An answer of the registry that is not the one that was hoped for. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  /** The registry's own code, e.g. `BLOB_UPLOAD_UNKNOWN`; empty when it gave none. */
  readonly code: string
  /** What it says besides, whole; empty when it says nothing. */
  readonly said: string
  /** Milliseconds that the registry asks to wait. */
  readonly retryAfter: number

  constructor(what: string, { status, headers, text }: Answer) {
    const { code, said } = wordsOf(text)
    const words = [status, redirection(status, headers), code, said].filter((part) => part !== '')
    super(`${what}: the registry answered ${words.join(' ')}`)
    this.status = status
    this.code = code
    this.said = said
    this.retryAfter = retryAfterOf(headers)
  }
}

const passing: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
])

/** Whether the same again may succeed: 5xx, a proxy's too, 429, an upload that was forgotten, and connections that broke. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Refusal) {
    return error.status >= 500 || [408, 429].includes(error.status) || error.code === 'BLOB_UPLOAD_UNKNOWN'
  }
  if (!(error instanceof Error) || !('code' in error)) return false
  if (error.code === 'ERR_PROXY_TUNNEL') return 'statusCode' in error && Number(error.statusCode) >= 500
  return passing.has(String(error.code))
}

/**
 * Whether a fresh login may help. ECR answers 401 to a token that it does not know and 403 to an expired one, ECR
 * Public 400 to both (https://github.com/aws/containers-roadmap/issues/2835), to HEAD without any text.
 */
export function isLoginRefused(error: unknown): boolean {
  return isDenied(error) || (error instanceof Refusal && error.status === 400 && error.code === '')
}

function isDenied(error: unknown): boolean {
  if (!(error instanceof Refusal)) return false
  if (error.status === 401 || error.status === 403) return true
  return error.status === 400 && (error.code === 'DENIED' || error.code === 'UNAUTHORIZED')
}

/** What to do about an answer, by what this kind of registry says in it; `undefined` where that tells nothing. */
export type Advise = (refusal: Pick<Refusal, 'status' | 'code' | 'said'>) => string | undefined

/** What is left after every retry, as a failure with a remedy. */
export function registryFailure(error: unknown, what: string, advise: Advise = () => undefined): Failure {
  if (error instanceof Failure) return error
  const advice = error instanceof Refusal ? advise(error) : undefined
  if (isDenied(error)) {
    return new Failure<OciErrorCode>('REGISTRY_DENIED', describe(error), {
      remedy:
        advice ??
        'grant ecr:BatchCheckLayerAvailability, ecr:GetDownloadUrlForLayer, ecr:InitiateLayerUpload, ' +
          'ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:BatchGetImage and ecr:PutImage on the repository to this role',
      cause: error,
    })
  }
  if (error instanceof Refusal) {
    const remedy = isTransient(error)
      ? 'run the step again: what has arrived is kept'
      : (advice ?? 'check the repository')
    return new Failure<OciErrorCode>('REGISTRY_REFUSED', error.message, { remedy, cause: error })
  }
  return new Failure<OciErrorCode>('REGISTRY_UNREACHABLE', `${what}: ${describe(error)}`, {
    remedy: isUntrusted(error)
      ? 'set NODE_EXTRA_CA_CERTS to the certificate of the authority, in the env of this step'
      : 'check the network, then run the step again: what has arrived is kept',
    cause: error,
  })
}

/** OpenSSL's words for a certificate of an authority that is not known here. */
function isUntrusted(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_UNTRUSTED)/.test(code)
}

/** Where an answer leads to, without its query, which may be signed. */
function redirection(status: number, { location = '' }: Answer['headers']): string {
  return status >= 300 && status < 400 && location !== '' ? `to ${location.replace(/[?#].*$/s, '')}` : ''
}

/** Seconds, or a date that is read by the server's own clock. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf({ 'retry-after': after = '', date = '' }: Answer['headers']): number {
  const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.parse(date)
  return Math.max(0, wait) || 0
}
