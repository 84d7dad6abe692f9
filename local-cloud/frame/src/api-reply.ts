import type { AwsError } from './aws-error.ts'
import { toCbor } from './cbor.ts'
import { toJson } from './coerce.ts'
import type { Protocol } from './operation.ts'
import type { Exchange } from './route.ts'
import type { Structure } from './schema.ts'
import { ec2ErrorXml, errorXml, s3ErrorXml, successXml } from './xml-output.ts'

/** A finished answer of the AWS endpoint, not yet sent. */
export interface ApiReply {
  readonly status: number
  readonly body: string | Uint8Array
  readonly headers: Readonly<Record<string, string>>
  /** The error's code, where it is one. */
  readonly error?: string
}

/** How an error is written: in a protocol of ours, or in one that only services have that are not here. */
export type ErrorFormat = Protocol | { readonly kind: 'ec2' | 's3' | 'rest-xml' }

export function successReply(
  protocol: Protocol,
  operation: string,
  shape: Structure,
  output: object,
  requestId: string,
): ApiReply {
  const headers = { 'content-type': contentType(protocol), ...cborMark(protocol) }
  return { status: 200, body: successBody(protocol, operation, shape, output, requestId), headers }
}

function successBody(
  protocol: Protocol,
  operation: string,
  shape: Structure,
  output: object,
  requestId: string,
): string | Uint8Array {
  switch (protocol.kind) {
    case 'query':
      return successXml(operation, protocol.namespace, shape, output, requestId)
    case 'cbor':
      return toCbor(output)
    case 'json':
    case 'rest-json':
      return toJson(output)
  }
}

export function errorReply(format: ErrorFormat, error: AwsError, requestId: string): ApiReply {
  const named = format.kind === 'json' || format.kind === 'rest-json' ? { 'x-amzn-errortype': error.code } : {}
  const headers = { 'content-type': contentType(format), ...named, ...cborMark(format) }
  return { status: error.status, body: errorBody(format, error, requestId), headers, error: error.code }
}

/** REST-JSON names the error in the header alone, the other protocols also in the body. */
function errorBody(format: ErrorFormat, error: AwsError, requestId: string): string | Uint8Array {
  const { code, message, members } = error
  switch (format.kind) {
    case 'json':
      return toJson({ __type: code, message, ...members })
    case 'rest-json':
      return toJson({ message, ...members })
    case 'cbor':
      return toCbor({ __type: code, message, ...members })
    case 'query':
      return errorXml(error, requestId, format.namespace)
    case 'rest-xml':
      return errorXml(error, requestId)
    case 'ec2':
      return ec2ErrorXml(error, requestId)
    case 's3':
      return s3ErrorXml(error, requestId)
  }
}

export function send({ response, requestId }: Exchange, { status, body, headers }: ApiReply): void {
  response.writeHead(status, {
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': requestId,
    ...headers,
  })
  response.end(body)
}

function contentType(format: ErrorFormat): string {
  switch (format.kind) {
    case 'json':
      return `application/x-amz-json-${format.version}`
    case 'rest-json':
      return 'application/json'
    case 'cbor':
      return 'application/cbor'
    case 'query':
    case 'ec2':
    case 's3':
    case 'rest-xml':
      return 'text/xml'
  }
}

/** Without it a client takes the answer for that of something in between. */
function cborMark({ kind }: ErrorFormat): Readonly<Record<string, string>> {
  return kind === 'cbor' ? { 'smithy-protocol': 'rpc-v2-cbor' } : {}
}
