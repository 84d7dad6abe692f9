import type { IncomingHttpHeaders } from 'node:http'
import { AwsError } from './aws-error.ts'
import type { Credentials } from './credentials.ts'
import { isJsonLike, type Protocol, type Service } from './operation.ts'

/** Who signed, as the Authorization header says. */
export interface Signature {
  readonly accessKeyId: string
}

/**
 * Requires a Signature Version 4 header with all its parts. The signature itself is not recomputed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function checkSignature(
  headers: IncomingHttpHeaders,
  service: Service,
  protocol: Protocol,
  credentials: Credentials,
): Signature {
  const refuse = refusals(service, protocol)
  const header = headers.authorization
  if (header === undefined) throw refuse.missing()
  const [algorithm, rest] = split(header, ' ')
  if (algorithm !== 'AWS4-HMAC-SHA256')
    throw refuse.incomplete(`Unsupported algorithm '${algorithm}' in Authorization header.`)
  const parts = new Map(rest.split(',').map((part) => split(part.trim(), '=')))
  for (const name of ['Credential', 'Signature', 'SignedHeaders']) {
    if (!parts.get(name))
      throw refuse.incomplete(`Authorization header requires '${name}' parameter. Authorization=${algorithm}`)
  }
  if (headers['x-amz-date'] === undefined && headers.date === undefined) {
    throw refuse.incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  }
  const scope = (parts.get('Credential') ?? '').split('/')
  const accessKeyId = scope[0] ?? ''
  if (scope.length !== 5 || scope[4] !== 'aws4_request') {
    throw refuse.incomplete(
      `Credential must have exactly 5 slash-delimited elements, got '${parts.get('Credential')}'.`,
    )
  }
  if (scope[3] !== service.name) throw refuse.wrongScope(scope[3] ?? '')
  if (credentials.expired(accessKeyId)) throw refuse.expired()
  return { accessKeyId }
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}

interface Refusals {
  missing(): AwsError
  incomplete(message: string): AwsError
  wrongScope(scope: string): AwsError
  expired(): AwsError
}

/** JSON services answer 400, or 403 where they speak REST, and names ending in Exception; Query services 403 and the short names. */
function refusals(service: Service, protocol: Protocol): Refusals {
  const json = isJsonLike(protocol)
  const error = (name: string, message: string): AwsError =>
    new AwsError(json ? `${name}Exception` : name, message, protocol.kind === 'json' ? 400 : 403)
  return {
    missing: () => error('MissingAuthenticationToken', 'Missing Authentication Token'),
    incomplete: (message) => error('IncompleteSignature', message),
    wrongScope: (scope) =>
      error(
        json ? 'InvalidSignature' : 'SignatureDoesNotMatch',
        `Credential should be scoped to correct service: '${service.name}', not '${scope}'.`,
      ),
    expired: () => error('ExpiredToken', 'The security token included in the request is expired'),
  }
}
