import { toJson } from './coerce.ts'
import { speaksJson, type Service } from './operation.ts'
import { errorXml, successXml } from './xml-output.ts'
import type { AwsError } from './aws-error.ts'
import type { Exchange } from './route.ts'
import type { Structure } from './schema.ts'

/** A finished answer of the AWS endpoint, not yet sent. */
export interface ApiReply {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  /** The error's code, where it is one. */
  readonly error?: string
}

export function successReply(
  service: Service,
  operation: string,
  shape: Structure,
  output: object,
  requestId: string,
): ApiReply {
  const text =
    service.protocol.kind === 'query'
      ? successXml(operation, service.protocol.namespace, shape, output, requestId)
      : toJson(output)
  return { status: 200, text, headers: {} }
}

/** REST-JSON names the error in the header alone, the other JSON protocols also in the body. */
export function errorReply(service: Service, error: AwsError, requestId: string): ApiReply {
  const { protocol } = service
  const named = protocol.kind === 'rest-json' ? {} : { __type: error.code }
  const text =
    protocol.kind === 'query'
      ? errorXml(protocol.namespace, error, requestId)
      : toJson({ ...named, message: error.message, ...error.members })
  const headers = speaksJson(service) ? { 'x-amzn-errortype': error.code } : {}
  return { status: error.status, text, headers, error: error.code }
}

export function send({ response, requestId }: Exchange, service: Service, { status, text, headers }: ApiReply): void {
  response.writeHead(status, {
    'content-type': contentType(service),
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': requestId,
    ...headers,
  })
  response.end(text)
}

function contentType({ protocol }: Service): string {
  switch (protocol.kind) {
    case 'json':
      return `application/x-amz-json-${protocol.version}`
    case 'rest-json':
      return 'application/json'
    case 'query':
      return 'text/xml'
  }
}
