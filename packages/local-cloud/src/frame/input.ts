import { AwsError } from './aws-error.ts'
import { fromJson } from './coerce.ts'
import type { Operation, Service } from './operation.ts'
import { formMembers, fromForm } from './query.ts'
import type { Structure } from './schema.ts'

/** What an operation runs on: the typed input, and the body before typing. */
export interface ParsedInput {
  readonly input: Readonly<Record<string, unknown>>
  readonly raw: Readonly<Record<string, unknown>>
}

/** The code with which a service refuses a missing required member, by its SigV4 name. */
const missingMemberCodes: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'ValidationError',
  sts: 'ValidationError',
  monitoring: 'MissingRequiredParameterException',
}

/** Parses and types a body; refuses by name what the operation does not understand and what it needs and lacks. */
export function parseInput(
  service: Service,
  name: string,
  entry: Operation,
  shape: Structure,
  body: Buffer,
): ParsedInput {
  const parsed = service.protocol.kind === 'json' ? parseJson(shape, body) : parseForm(shape, body)
  if (entry.keepsUnknown !== true) refuseUnsupported(service, name, entry, parsed.given)
  for (const member of shape.required) {
    if (parsed.input[member] !== undefined) continue
    const code = missingMemberCodes[service.name] ?? 'InvalidParameterException'
    throw new AwsError(
      code,
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    )
  }
  return parsed
}

function parseJson(shape: Structure, body: Buffer): ParsedInput & { readonly given: readonly string[] } {
  let raw: unknown
  try {
    raw = body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw new AwsError('SerializationException', `The body is not JSON: ${(error as Error).message}`)
  }
  const input = fromJson(shape, raw, '') as ParsedInput['input']
  const given = Object.entries(raw as object).flatMap(([key, value]) => (value === null ? [] : [key]))
  return { input, raw: raw as ParsedInput['raw'], given }
}

function parseForm(shape: Structure, body: Buffer): ParsedInput & { readonly given: readonly string[] } {
  const form = new URLSearchParams(body.toString('utf8'))
  const input = fromForm(shape, form)
  return { input, raw: input, given: formMembers(form) }
}

function refuseUnsupported(service: Service, name: string, entry: Operation, given: readonly string[]): void {
  const unsupported = given.filter((member) => !(entry.accepts as readonly string[]).includes(member))
  if (unsupported.length === 0) return
  throw unsupportedHere(
    `${service.name} ${name} does not support ${unsupported.map((member) => `"${member}"`).join(', ')} here`,
  )
}

/** 501, a code that no AWS service has: nobody takes a gap of the local cloud for an answer of AWS. */
export function unsupportedHere(message: string): AwsError {
  return new AwsError('UnsupportedByLocalCloud', message, 501)
}
