import { asksForNothing } from './asks-for-nothing.ts'
import { AwsError } from './aws-error.ts'
import { fromCbor } from './cbor.ts'
import { fromJson } from './coerce.ts'
import { fromForm } from './form-input.ts'
import { missingMembers, unknownMembers } from './input-members.ts'
import type { Operation, Protocol, Service } from './operation.ts'
import type { Structure } from './schema.ts'
import { withoutNulls } from './without-nulls.ts'

/** What an operation runs on: the typed input, and the body before typing. Members that are null are in neither. */
export interface ParsedInput {
  readonly input: Readonly<Record<string, unknown>>
  readonly raw: Readonly<Record<string, unknown>>
}

/** The code with which a service refuses a missing required member, by its SigV4 name. */
const missingMemberCodes: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'ValidationError',
  sts: 'ValidationError',
  monitoring: 'MissingRequiredParameterException',
  inspector2: 'ValidationException',
}

/**
 * Parses and types a body; refuses by name what the operation needs and lacks, and what it does not understand, unless
 * that asks for nothing.
 */
export function parseInput(
  service: Service,
  protocol: Protocol,
  name: string,
  entry: Operation,
  shape: Structure,
  body: Buffer,
): ParsedInput {
  const { input, raw, unknown } = parse(protocol, shape, body)
  const accepted: readonly string[] = entry.accepts
  const unsupported = Object.keys(input).filter(
    (member) => !accepted.includes(member) && !asksForNothing(input[member]),
  )
  if (entry.keepsUnknown !== true) unsupported.push(...unknown)
  if (unsupported.length > 0) {
    const members = unsupported.map((member) => `"${member}"`).join(', ')
    throw unsupportedHere(`${service.name} ${name} does not support ${members} here`)
  }
  const [missing] = missingMembers(shape, input, '')
  if (missing !== undefined) {
    throw new AwsError(
      missingMemberCodes[service.name] ?? 'InvalidParameterException',
      `1 validation error detected: Value null at '${missing}' failed to satisfy constraint: Member must not be null`,
    )
  }
  return { input, raw }
}

type Parsed = ParsedInput & {
  /** Paths of members that the model does not have. */
  readonly unknown: readonly string[]
}

function parse({ kind }: Protocol, shape: Structure, body: Buffer): Parsed {
  switch (kind) {
    case 'query':
      return parseForm(shape, body)
    case 'cbor':
      return typed(shape, fromCbor(body))
    case 'json':
    case 'rest-json':
      return typed(shape, parseJson(body))
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw new AwsError('SerializationException', `The body is not JSON: ${(error as Error).message}`)
  }
}

function typed(shape: Structure, body: unknown): Parsed {
  const sent = withoutNulls(shape, body)
  const input = fromJson(shape, sent, '') as ParsedInput['input']
  return { input, raw: sent as ParsedInput['raw'], unknown: unknownMembers(shape, sent, '') }
}

function parseForm(shape: Structure, body: Buffer): Parsed {
  const { input, unknown } = fromForm(shape, new URLSearchParams(body.toString('utf8')))
  return { input, raw: input, unknown }
}

/** What AWS has and the local cloud has not: an operation, a service, a protocol. */
export function absentHere(name: string): AwsError {
  return unsupportedHere(`the local cloud does not have ${name}; docs/local-cloud.md lists what it has`)
}

/** 501, a code that no AWS service has: nobody takes a gap of the local cloud for an answer of AWS. */
export function unsupportedHere(message: string): AwsError {
  return new AwsError('UnsupportedByLocalCloud', message, 501)
}
