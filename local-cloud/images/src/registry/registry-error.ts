import { AwsError } from '@slipway/local-cloud-frame/aws-error'

/**
 * An error of the registry API.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes
 */
export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

const translations: Readonly<Record<string, readonly [status: number, code: string]>> = {
  RepositoryNotFoundException: [404, 'NAME_UNKNOWN'],
  ImageTagAlreadyExistsException: [400, 'TAG_INVALID'],
  ImageDigestDoesNotMatchException: [400, 'DIGEST_INVALID'],
  LayersNotFoundException: [400, 'MANIFEST_BLOB_UNKNOWN'],
  ReferencedImagesNotFoundException: [400, 'MANIFEST_BLOB_UNKNOWN'],
  InvalidParameterException: [400, 'MANIFEST_INVALID'],
  LimitExceededException: [403, 'DENIED'],
}

/** What ECR's control plane refuses, in the registry's words; undefined for whatever is not a refusal. */
export function asRegistryError(error: unknown): RegistryError | undefined {
  if (error instanceof RegistryError) return error
  if (!(error instanceof AwsError)) return undefined
  const [status, code] = translations[error.code] ?? [error.status, error.code]
  return new RegistryError(status, code, error.message)
}
