/** A tag of a resource. Each service shows it under names of its own. */
export interface Tag {
  readonly key: string
  readonly value: string
}

/** Why tags are refused; each service has errors of its own for it. */
export interface TagFault {
  readonly kind: 'too-many' | 'duplicate' | 'malformed'
  readonly reason: string
}

const mostTags = 50
const longest = { key: 128, value: 256 } as const
/** As the models of the services have it for keys and values. */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/**
 * The first rule that tags break, with those that the resource has already.
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices
 */
export function tagFault(added: readonly Tag[], held: readonly Tag[] = []): TagFault | undefined {
  const keys = added.map(({ key }) => key)
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) return { kind: 'duplicate', reason: `the key ${twice} is given twice` }
  const malformed = added.map(malformedPart).find((reason) => reason !== undefined)
  if (malformed !== undefined) return { kind: 'malformed', reason: malformed }
  const count = withTags(held, added).length
  if (count <= mostTags) return undefined
  return { kind: 'too-many', reason: `a resource has at most ${mostTags} tags, not ${count}` }
}

function malformedPart({ key, value }: Tag): string | undefined {
  if (key === '') return 'a key must not be empty'
  return malformedText('key', key) ?? malformedText('value', value)
}

function malformedText(part: 'key' | 'value', text: string): string | undefined {
  if (/^aws:/i.test(text)) return `the ${part} ${text} begins with aws:, which is reserved for AWS`
  if (text.length > longest[part]) return `the ${part} ${text} has more than ${longest[part]} characters`
  if (allowed.test(text)) return undefined
  return `the ${part} ${text} has other characters than letters, numbers, spaces and _.:/=+-@`
}

/** A key that is there already gets the new value. */
export function withTags(held: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const values = new Map([...held, ...added].map(({ key, value }) => [key, value]))
  return [...values].map(([key, value]) => ({ key, value }))
}

/** Keys that no tag has are passed over, as by every service. */
export function withoutTags(held: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  return held.filter(({ key }) => !keys.includes(key))
}

/** As ECR, Elastic Load Balancing and CloudWatch write tags. */
export interface CapitalTag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

export function fromCapital(tags: readonly CapitalTag[] = []): readonly Tag[] {
  return tags.map(({ Key = '', Value = '' }) => ({ key: Key, value: Value }))
}

export function toCapital(tags: readonly Tag[]): { Key: string; Value: string }[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }))
}
