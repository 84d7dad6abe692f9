import { isObject, type JsonObject } from './json-object.ts'

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

/** A described definition as RegisterTaskDefinition takes it: with its own tags, without what only AWS writes. */
export function registrable(document: JsonObject, tags: unknown = document['tags']): JsonObject {
  const members = Object.entries(document).filter(([name]) => name !== 'tags' && !readOnly.has(name))
  const own = ownTags(tags)
  return { ...Object.fromEntries(members), ...(own === undefined ? {} : { tags: own }) }
}

/**
 * Tags without those of AWS (CloudFormation, Service Catalog): RegisterTaskDefinition refuses their keys in any case.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html
 */
function ownTags(tags: unknown): unknown {
  if (!Array.isArray(tags)) return tags
  const own = tags.filter((tag) => !isReserved(tag))
  return own.length === 0 ? undefined : own
}

/** The keys of tags that AWS keeps for itself. */
export function reservedTags(tags: unknown): readonly string[] {
  return Array.isArray(tags) ? tags.filter(isReserved).map(({ key }) => String(key)) : []
}

function isReserved(tag: unknown): tag is JsonObject {
  return isObject(tag) && /^aws:/i.test(String(tag['key']))
}
