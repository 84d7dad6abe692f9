import type { Witness, WitnessedCall } from '@slipway/local-cloud-frame/api'
import type { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { fromCbor } from '@slipway/local-cloud-frame/cbor'
import { model, type Model } from '@slipway/local-cloud-frame/model'
import { isJsonLike } from '@slipway/local-cloud-frame/operation'
import { readEnums, type Enums } from './enums.ts'
import { documentedErrors, isCommonError } from './exceptions.ts'
import { missingMembers } from './returns.ts'
import { walk, type Form } from './walk.ts'

/** Something that crossed the server and is not as AWS has it. */
export interface Violation {
  readonly service: string
  readonly operation: string
  readonly where: 'request' | 'response' | 'error'
  /** A path and what is wrong there. */
  readonly problem: string
}

/** Walks every call that crosses the server against the SDK's schemas, enum objects and documented errors. */
export function conformanceWitness(violations: Violation[]): Witness {
  const add = (call: WitnessedCall, where: Violation['where'], problems: readonly string[]): void => {
    const { operation } = call
    for (const problem of problems) violations.push({ service: call.service.name, operation, where, problem })
  }
  return {
    success(call) {
      const { service, operation } = call
      const shapes = modelOf(service.name).operation(operation)
      if (shapes === undefined) return
      add(call, 'request', requestProblems(call))
      const form = formOf(call)
      const enums = enumsOf(service.name)
      const answered = answerOf(call)
      add(call, 'response', walk(shapes.output, answered, form, enums))
      const missing = missingMembers(service.operations[operation]?.returns ?? [], answered)
      add(
        call,
        'response',
        missing.map((path) => `${path} is missing`),
      )
    },
    failure(call) {
      add(call, 'request', call.raw === undefined ? [] : requestProblems(call))
      add(call, 'error', errorProblems(call, call.error))
    },
  }
}

/** As it is on the wire; of Query, whose wire is XML, before it is written. */
function answerOf({ protocol, output, body }: Parameters<Witness['success']>[0]): unknown {
  switch (protocol.kind) {
    case 'query':
      return output
    case 'cbor':
      return fromCbor(Buffer.from(body))
    case 'json':
    case 'rest-json':
      return JSON.parse(Buffer.from(body).toString('utf8'))
  }
}

function formOf({ protocol }: WitnessedCall): Form {
  return isJsonLike(protocol) ? 'json' : 'typed'
}

function requestProblems(call: WitnessedCall & { readonly raw: unknown }): readonly string[] {
  const { name } = call.service
  const input = modelOf(name).operation(call.operation)?.input
  return input === undefined ? [] : walk(input, call.raw, formOf(call), enumsOf(name))
}

function errorProblems({ service, operation, protocol }: WitnessedCall, error: AwsError): readonly string[] {
  if (error.status === 500) return [error.message]
  if (isCommonError(error.code)) return []
  const documented = documentedErrors(protocol, modelOf(service.name), operation)
  const found = documented.find(({ code }) => code === error.code)
  if (found === undefined) {
    return [`${error.code} is not among ${documented.map(({ code }) => code).join(', ')}`]
  }
  const status = found.status ?? 400
  const problems =
    status === error.status ? [] : [`${error.code} is answered with ${error.status} instead of ${status}`]
  const shape = modelOf(service.name).error(error.code)
  return shape === undefined ? problems : [...problems, ...walk(shape, error.members, 'typed', enumsOf(service.name))]
}

const models = new Map<string, Model>()
const enumTables = new Map<string, Enums>()

function modelOf(name: string): Model {
  const held = models.get(name) ?? model(name)
  models.set(name, held)
  return held
}

function enumsOf(name: string): Enums {
  const held = enumTables.get(name) ?? readEnums(modelOf(name))
  enumTables.set(name, held)
  return held
}
