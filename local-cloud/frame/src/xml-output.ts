import type { AwsError } from './aws-error.ts'
import { isUnit, type Shape, type Structure } from './schema.ts'

/**
 * Answers of the AWS Query protocol.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#response-serialization
 */

/**
 * Answer of a successful call. Members are written in the order of the shape; what the shape lacks is not written. An
 * operation that has an output has a result, also an empty one: boto3 looks for it.
 */
export function successXml(
  operation: string,
  namespace: string,
  output: Structure,
  value: object,
  requestId: string,
): string {
  const result = isUnit(output) ? '' : element(`${operation}Result`, write(output, value))
  const metadata = element('ResponseMetadata', element('RequestId', requestId))
  return `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`
}

/** Of a Query service, which has a namespace, or of a REST service that speaks XML. */
export function errorXml(error: AwsError, requestId: string, namespace?: string): string {
  const type = element('Type', error.status < 500 ? 'Sender' : 'Receiver')
  const mark = namespace === undefined ? '' : ` xmlns="${escape(namespace)}"`
  const body = element('Error', type + said(error)) + element('RequestId', requestId)
  return `<ErrorResponse${mark}>${body}</ErrorResponse>`
}

/** https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-error-response.html */
export function ec2ErrorXml(error: AwsError, requestId: string): string {
  const errors = element('Errors', element('Error', said(error)))
  return `<?xml version="1.0" encoding="UTF-8"?>${element('Response', errors + element('RequestID', requestId))}`
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses */
export function s3ErrorXml(error: AwsError, requestId: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${element('Error', said(error) + element('RequestId', requestId))}`
}

function said({ code, message }: AwsError): string {
  return element('Code', escape(code)) + element('Message', escape(message))
}

function write(shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case 'structure':
      return [...shape.members]
        .map(([name, member]) => {
          const held = (value as Record<string, unknown>)[name]
          return held === undefined || held === null ? '' : element(name, write(member(), held))
        })
        .join('')
    case 'list':
      return (value as readonly unknown[]).map((item) => element('member', write(shape.item(), item))).join('')
    case 'map':
      return Object.entries(value as Record<string, unknown>)
        .map(([key, held]) =>
          element('entry', element('key', escape(key)) + element('value', write(shape.value(), held))),
        )
        .join('')
    case 'timestamp':
      return (value as Date).toISOString()
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64')
    case 'string':
    case 'number':
    case 'boolean':
    case 'document':
      return escape(String(value))
  }
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
