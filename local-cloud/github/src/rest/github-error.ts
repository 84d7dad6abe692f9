export interface ErrorDetail {
  readonly resource: string
  readonly field?: string
  readonly code: string
  readonly message?: string
}

/** An error answered in GitHub's words. */
export class GithubError extends Error {
  override readonly name = 'GithubError'
  readonly status: number
  readonly errors: readonly unknown[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    message: string,
    errors?: readonly unknown[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.status = status
    this.errors = errors
    this.headers = headers
  }
}

export const notFound = (): GithubError => new GithubError(404, 'Not Found')

export function invalid(message: string): GithubError {
  return new GithubError(422, message)
}

export function validationFailed(...errors: ErrorDetail[]): GithubError {
  return new GithubError(422, 'Validation Failed', errors)
}
