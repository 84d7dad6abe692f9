import type { EcsPort, JsonObject, RegisteredDefinition } from '@slipway/aws/ecs'
import { describe, Failure } from '@slipway/outcome'
import type { DeployErrorCode } from '../error.ts'
import { isObject } from './is-object.ts'

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
  const own = tags.filter(({ key }) => !String(key).startsWith('aws:'))
  return { ...registrable(document), ...(own.length === 0 ? {} : { tags: own }) }
}

/** A file holds the input of RegisterTaskDefinition, or the output of DescribeTaskDefinition. */
function fromFile(path: string, text: string): DefinitionSource {
  const json = parse(path, text)
  const inner = json['taskDefinition']
  const tags = Array.isArray(json['tags']) && json['tags'].length > 0 ? { tags: json['tags'] as unknown } : {}
  const document = registrable(isObject(inner) ? { ...inner, ...tags } : json)
  if (typeof document['family'] !== 'string' || !Array.isArray(document['containerDefinitions'])) {
    throw unreadable(path, 'it has no family or no containerDefinitions')
  }
  return { document, registered: undefined, from: path }
}

function parse(path: string, text: string): JsonObject {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (isObject(json)) return json
  } catch (error) {
    throw unreadable(path, `it is not valid JSON (${withoutQuotes(describe(error))}); jq . ${path} shows where`)
  }
  throw unreadable(path, 'it is not a JSON object')
}

/** V8 quotes the text around a mistake, and that may be a secret of the environment: only what precedes it is told. */
function withoutQuotes(syntaxError: string): string {
  return syntaxError.replace(/[\s,.]*".*$/s, '')
}

/** What the API adds by itself; everything else, known or not, is the user's. */
const readOnly: ReadonlySet<string> = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
])

function registrable(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !readOnly.has(name)))
}

function notFound(message: string, remedy: string): Failure<DeployErrorCode> {
  return new Failure('TASK_DEFINITION_NOT_FOUND', message, { remedy })
}

function unreadable(path: string, why: string): Failure<DeployErrorCode> {
  return new Failure('TASK_DEFINITION_UNREADABLE', `the task definition ${path} cannot be read: ${why}`, {
    remedy: 'write it as JSON, as RegisterTaskDefinition takes it',
  })
}
