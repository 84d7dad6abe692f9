import { describe, Failure } from '@slipway/outcome'
import type { OciErrorCode } from './error.ts'
import type { Answer } from './exchange.ts'

/** An answer of the registry that is not the one that was hoped for. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  /** The registry's own code, e.g. `BLOB_UPLOAD_UNKNOWN`; empty when it gave none. */
  readonly code: string
  /** Milliseconds that the registry asks to wait. */
  readonly retryAfter: number

  constructor(what: string, { status, headers, text }: Answer) {
    const { code, message } = said(text)
    super(`${what}: the registry answered ${[status, code, message].filter((part) => part !== '').join(' ')}`)
    this.status = status
    this.code = code
    this.retryAfter = (Number(headers['retry-after']) || 0) * 1000
  }
}

const passing: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
])

/** Whether the same again may succeed: 5xx, 429, an upload that was forgotten, and connections that broke. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Refusal) {
    return error.status >= 500 || [408, 429].includes(error.status) || error.code === 'BLOB_UPLOAD_UNKNOWN'
  }
  return error instanceof Error && 'code' in error && passing.has(String(error.code))
}

/** Whether a fresh login may help. Registries answer an expired token with either. */
export function isLoginRefused(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 401 || error.status === 403)
}

/** What is left after every retry, as a failure with a remedy. */
export function registryFailure(error: unknown, what: string): Failure {
  if (error instanceof Failure) return error
  if (isLoginRefused(error)) {
    return new Failure<OciErrorCode>('REGISTRY_DENIED', describe(error), {
      remedy:
        'grant ecr:BatchCheckLayerAvailability, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ' +
        'ecr:CompleteLayerUpload, ecr:BatchGetImage and ecr:PutImage on the repository to this role',
      cause: error,
    })
  }
  if (error instanceof Refusal) {
    const remedy = isTransient(error) ? 'run the step again: what has arrived is kept' : 'check the repository'
    return new Failure<OciErrorCode>('REGISTRY_REFUSED', error.message, { remedy, cause: error })
  }
  return new Failure<OciErrorCode>('REGISTRY_UNREACHABLE', `${what}: ${describe(error)}`, {
    remedy: 'check the network, then run the step again: what has arrived is kept',
    cause: error,
  })
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes */
function said(text: string): { readonly code: string; readonly message: string } {
  const match = /"code"\s*:\s*"([A-Z_]+)"(?:[^}]*?"message"\s*:\s*"([^"]{0,200}))?/.exec(text)
  return { code: match?.[1] ?? '', message: match?.[2] ?? '' }
}
