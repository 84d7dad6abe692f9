import { describe, Failure } from '@slipway/outcome'
import { iamAdvice, type Needed } from './iam-advice.ts'
import { isServerError } from './server-error.ts'
import { untilAborted } from '@slipway/control-loop'

export type AwsErrorCode =
  | 'AWS_ACCESS_DENIED'
  | 'AWS_CREDENTIALS_EXPIRED'
  | 'AWS_CREDENTIALS_INVALID'
  | 'AWS_CREDENTIALS_MISSING'
  | 'AWS_REGION_MISSING'
  | 'AWS_THROTTLED'
  | 'AWS_UNREACHABLE'
  | 'AWS_ERROR'

/** What a client's `send` takes beside the command. */
export interface SendOptions {
  readonly abortSignal?: AbortSignal
}

/** One question to AWS. */
export type AwsRequest = Needed

/**
 * Runs one call; whatever it throws becomes a Failure that names the action and the thing. Once the signal is aborted,
 * the call rejects with its reason, whatever the SDK is waiting for: an answer, a backoff, or credentials.
 */
export async function awsCall<T>(
  request: AwsRequest,
  send: (options: SendOptions) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    // The SDK waits out its own backoff and the providers of credentials, which are left behind.
    return await untilAborted(() => send(signal === undefined ? {} : { abortSignal: signal }), signal)
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    throw awsFailure(error, request)
  }
}

/** An SDK error as a Failure with a code and a remedy; a Failure is handed through as it is. */
export function awsFailure(error: unknown, request: AwsRequest): Failure {
  if (error instanceof Failure) return error
  const kind = kinds.find((one) => one.matches(error))
  if (kind === undefined) {
    return new Failure<AwsErrorCode>('AWS_ERROR', `${request.action} on ${request.on}: ${describe(error)}`, {
      ...remedyOfUnknown(error),
      cause: error,
    })
  }
  return new Failure<AwsErrorCode>(kind.code, `${request.action} on ${request.on}: ${kind.says}`, {
    remedy: kind.remedy(request, error),
    cause: kind.code === 'AWS_CREDENTIALS_INVALID' ? withoutRequest(error) : error,
  })
}

function remedyOfUnknown(error: unknown): { readonly remedy?: string } {
  const known = error instanceof Error ? remedies.get(error.name) : undefined
  if (known !== undefined) return { remedy: known }
  if (isServerError(error)) return { remedy: 'run the step again: the fault is on the side of AWS' }
  if (!untrusted.test(codeOf(error))) return {}
  return { remedy: 'set NODE_EXTRA_CA_CERTS to the certificate of the authority, in the env of this step' }
}

/** Exceptions of several services that a user can do something about. */
const remedies: ReadonlyMap<string, string> = new Map([
  ['KmsException', 'check that the KMS key is enabled and not about to be deleted, and that this role may use it'],
  ['LimitExceededException', 'delete what is not used any more, or ask for a higher quota in Service Quotas'],
])

/** OpenSSL's words for a certificate of an authority that is not known here: a proxy's, or a private endpoint's. */
const untrusted = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_UNTRUSTED)/

/** AWS answers a bad signature with what it should have been made of, session token included: kept is what comes before. */
function withoutRequest(error: unknown): unknown {
  const [sentence = '', ...rest] = messageOf(error).split(/(?<=\.)\s/)
  if (rest.length === 0 || !(error instanceof Error)) return error
  return Object.assign(new Error(sentence), { name: error.name })
}

interface Kind {
  readonly code: AwsErrorCode
  readonly says: string
  matches(error: unknown): boolean
  remedy(request: AwsRequest, error: unknown): string
}

/** First match wins. Names: "Common Errors" of each service's API reference, and what the SDK itself throws. */
const kinds: readonly Kind[] = [
  {
    code: 'AWS_ACCESS_DENIED',
    says: 'access denied',
    matches: named('AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'NotAuthorized'),
    remedy: (request, error) => iamAdvice(request, messageOf(error)),
  },
  {
    code: 'AWS_CREDENTIALS_EXPIRED',
    says: 'the credentials have expired',
    matches: named('ExpiredTokenException', 'ExpiredToken', 'RequestExpired'),
    remedy: () => 'get new credentials before this step, or ask for a longer role-duration-seconds',
  },
  {
    code: 'AWS_CREDENTIALS_INVALID',
    says: 'the credentials were not accepted',
    matches: named(
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'IncompleteSignature',
      'MissingAuthenticationToken',
      'MissingAuthenticationTokenException',
    ),
    remedy: () => 'check which credentials this job uses: run aws-actions/configure-aws-credentials before this step',
  },
  {
    code: 'AWS_CREDENTIALS_MISSING',
    says: 'no credentials were found',
    matches: named('CredentialsProviderError'),
    remedy: () => 'run aws-actions/configure-aws-credentials before this step (permissions: id-token: write)',
  },
  {
    code: 'AWS_REGION_MISSING',
    says: 'no region is set',
    matches: (error) => /region (is missing|not accepted)/i.test(messageOf(error)),
    remedy: () => 'set AWS_REGION, or aws-region of aws-actions/configure-aws-credentials',
  },
  {
    code: 'AWS_THROTTLED',
    says: 'still throttled after every retry',
    matches: named(
      'ThrottlingException',
      'Throttling',
      'ThrottledException',
      'TooManyRequestsException',
      'RequestLimitExceeded',
      'RequestThrottled',
      'SlowDown',
    ),
    remedy: ({ action }) => `run the step again, or ask for a higher rate limit of ${action}`,
  },
  {
    code: 'AWS_UNREACHABLE',
    says: 'no answer from AWS',
    matches: (error) => networkCodes.has(codeOf(error)) || named('TimeoutError')(error),
    remedy: () => 'check the network, AWS_REGION and AWS_ENDPOINT_URL, then run the step again',
  },
]

const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

function named(...names: readonly string[]): (error: unknown) => boolean {
  return (error) => error instanceof Error && names.includes(error.name)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
