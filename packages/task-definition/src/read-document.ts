import { unreadable } from './error.ts'
import { isObject, type JsonObject } from './json-object.ts'
import { otherForm } from './other-forms.ts'
import { parseJson } from './parse-json.ts'
import { registrable, reservedTags } from './registrable.ts'
import { nullInList, withoutNulls } from './without-nulls.ts'

export interface ReadDocument {
  /** What RegisterTaskDefinition takes: unknown members as they were, no null members, none that only AWS writes. */
  readonly document: JsonObject
  /** Keys of tags that were left out because AWS keeps them for itself. */
  readonly leftOut: readonly string[]
}

/** A file holds the input of RegisterTaskDefinition, or the output of DescribeTaskDefinition. */
export function readDocument(path: string, text: string): ReadDocument {
  const json = parseJson(path, text)
  const { definition, tags } = unwrapped(json)
  const form = isDefinition(definition) ? undefined : otherForm(json)
  if (form !== undefined) throw unreadable(path, form.is, form.remedy)
  if (!isObject(definition)) throw unreadable(path, 'it is not a JSON object')
  const hole = nullInList({ ...definition, tags })
  if (hole !== undefined) throw unreadable(path, `${hole} is null`, 'remove it, or write what belongs there')
  const document = registrable(withoutNulls(definition), tags)
  const fault = faultOf(document)
  if (fault !== undefined) throw unreadable(path, fault)
  return { document, leftOut: reservedTags(tags) }
}

interface Unwrapped {
  readonly definition: unknown
  readonly tags: unknown
}

/** DescribeTaskDefinition answers with `taskDefinition`, and with `tags` beside it. */
function unwrapped(json: unknown): Unwrapped {
  if (!isObject(json)) return { definition: json, tags: undefined }
  const inner = json['taskDefinition']
  const definition = isObject(inner) ? inner : json
  return { definition, tags: json['tags'] ?? definition['tags'] ?? undefined }
}

function isDefinition(json: unknown): boolean {
  return isObject(json) && 'family' in json && 'containerDefinitions' in json
}

function faultOf({ family, containerDefinitions: containers }: JsonObject): string | undefined {
  if (typeof family !== 'string' || family === '') return 'it has no family'
  if (containers === undefined) return 'it has no containerDefinitions'
  if (!Array.isArray(containers)) return 'its containerDefinitions are not a list'
  const names = new Set<unknown>()
  for (const [index, container] of containers.entries()) {
    const name = isObject(container) ? container['name'] : undefined
    if (typeof name !== 'string' || name === '') return `containerDefinitions[${index}] has no name`
    if (names.has(name)) return `two containers have the name ${name}`
    names.add(name)
  }
  return undefined
}
