import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Model } from '@slipway/local-cloud-frame/model'
import { isJsonLike, type Protocol } from '@slipway/local-cloud-frame/operation'
import { packageFolder } from './enums.ts'

/**
 * Errors that any operation may answer with.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html; SerializationException and
 * UnknownOperationException belong to the JSON protocols, InvalidAction and ValidationError to Query.
 */
const common: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'ExpiredTokenException',
  'ExpiredToken',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAction',
  'InvalidParameterException',
  'InvalidSignatureException',
  'MalformedInput',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'MissingRequiredParameterException',
  'SerializationException',
  'SignatureDoesNotMatch',
  'ThrottlingException',
  'UnknownOperationException',
  'UnsupportedByLocalCloud',
  'ValidationError',
  'ValidationException',
])

export interface DocumentedError {
  /** On the wire: the exception's name, or for Query its code. */
  readonly code: string
  /** As the error's shape says; where it does not, JSON services answer 400 to whatever is the caller's fault. */
  readonly status: number | undefined
}

/** Errors that an operation lists (`@throws {@link …}` of its command), as they are on the wire. */
export function documentedErrors(protocol: Protocol, model: Model, operation: string): readonly DocumentedError[] {
  const path = join(packageFolder(model.packageName), 'dist-types', 'commands', `${operation}Command.d.ts`)
  const names = [...readFileSync(path, 'utf8').matchAll(/@throws \{@link (\w+)\}/g)].map(([, name = '']) => name)
  return names.flatMap((name): readonly DocumentedError[] => {
    if (model.error(name) === undefined) return []
    const traits = (model.exports[`${name}$`] as readonly unknown[])[3]
    const { awsQueryError: query, httpError } = traits as Traits
    if (isJsonLike(protocol) || query === undefined) return [{ code: name, status: httpError }]
    return [{ code: query[0], status: query[1] }]
  })
}

interface Traits {
  readonly awsQueryError?: readonly [string, number]
  readonly httpError?: number
}

export function isCommonError(code: string): boolean {
  return common.has(code)
}
