import type { Tag } from '@aws-sdk/client-ecs'
import type { AwsError } from '../frame/aws-error.ts'

const longest = { key: 128, value: 256 } as const
const mostTags = 50
/** As the model has it for keys and values. */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/**
 * Refuses tags that break a rule of https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html and of the pages
 * that take tags; `refuse` makes the operation's own error of the reason.
 */
export function checkTags(tags: readonly Tag[], refuse: (reason: string) => AwsError): void {
  const fault =
    tags.length > mostTags ? `a resource has at most ${mostTags} tags, not ${tags.length}` : firstFault(tags)
  if (fault !== undefined) throw refuse(`Invalid tag: ${fault}.`)
}

function firstFault(tags: readonly Tag[]): string | undefined {
  const keys = tags.map(({ key }) => key)
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) return `the key ${twice} is given twice`
  return tags.map(tagFault).find((fault) => fault !== undefined)
}

function tagFault({ key = '', value = '' }: Tag): string | undefined {
  if (key === '') return 'a key must not be empty'
  return textFault('key', key) ?? textFault('value', value)
}

function textFault(part: 'key' | 'value', text: string): string | undefined {
  if (/^aws:/i.test(text)) return `the ${part} ${text} begins with aws:, which is reserved for AWS`
  if (text.length > longest[part]) return `the ${part} ${text} has more than ${longest[part]} characters`
  return allowed.test(text)
    ? undefined
    : `the ${part} ${text} has other characters than letters, numbers, spaces and _.:/=+-@`
}
