import type { EcsPort, RegisteredDefinition } from '@slipway/aws/ecs'
import { Failure } from '@slipway/outcome'
import { readDocument, registrable, type JsonObject } from '@slipway/task-definition'
import type { DeployErrorCode } from '../error.ts'

/** A task definition as the user gave it, before the image is put in, and where it came from. */
export interface DefinitionSource {
  /** What RegisterTaskDefinition would take. */
  readonly document: JsonObject
  /** The revision it is, when it is a registered one. */
  readonly registered: RegisteredDefinition | undefined
  readonly from: string
}

export interface SourcePorts {
  readonly ecs: EcsPort
  /** The file's text; `undefined` when there is no such file. */
  readFile(path: string): Promise<string | undefined>
}

/** Reads the input task-definition: an ARN, else a file that exists, else a family with or without a revision. */
export async function readSource(reference: string, ports: SourcePorts): Promise<DefinitionSource> {
  if (reference.startsWith('arn:')) return await registered(reference, ports.ecs)
  const text = await ports.readFile(reference)
  if (text !== undefined) return fromFile(reference, text)
  if (/^[\w-]+(:\d+)?$/.test(reference)) return await registered(reference, ports.ecs)
  throw notFound(`there is no file ${reference}`, 'check the path, and that actions/checkout ran before this step')
}

async function registered(reference: string, ecs: EcsPort): Promise<DefinitionSource> {
  const found = await ecs.describeTaskDefinition(reference)
  if (found === undefined) {
    throw notFound(
      `there is neither a file nor a task definition ${reference}`,
      'set task-definition to a file, a family or an ARN of this account and region',
    )
  }
  return { document: documentOf(found), registered: found, from: found.arn }
}

/** A registered definition as RegisterTaskDefinition would take it; AWS keeps tags of its own for itself. */
export function documentOf({ document, tags }: RegisteredDefinition): JsonObject {
  return registrable(document, tags)
}

function fromFile(path: string, text: string): DefinitionSource {
  const { document, leftOut } = readDocument(path, text)
  const from =
    leftOut.length === 0 ? path : `${path} (without ${leftOut.join(', ')}: AWS keeps tags of its own for itself)`
  return { document, registered: undefined, from }
}

function notFound(message: string, remedy: string): Failure<DeployErrorCode> {
  return new Failure('TASK_DEFINITION_NOT_FOUND', message, { remedy })
}
