import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'

/** One term: words, or a phrase in quotes; `?` makes it one of several that suffice, `-` one that must not be there. */
const term = /([?-]?)(?:"([^"]*)"|([^\s"]+))(?:\s+|$)/y

/**
 * What a filter pattern of terms lets through; capitals count. Patterns on JSON, columns and regular expressions are not here.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern = ''): (message: string) => boolean {
  const text = pattern.trim()
  if (/^[{[]|^%.*%$/.test(text)) throw unsupportedHere(`there are no filter patterns like ${text} here, only terms`)
  const terms = readTerms(text)
  const of = (sign: string): readonly string[] => terms.flatMap((each) => (each.sign === sign ? [each.words] : []))
  const [needed, oneOf, without] = [of(''), of('?'), of('-')]
  return (message) =>
    needed.every((words) => message.includes(words)) &&
    (oneOf.length === 0 || needed.length > 0 || oneOf.some((words) => message.includes(words))) &&
    !without.some((words) => message.includes(words))
}

interface Term {
  readonly sign: string
  readonly words: string
}

function readTerms(text: string): readonly Term[] {
  const terms: Term[] = []
  for (let at = 0; at < text.length; at = term.lastIndex) {
    term.lastIndex = at
    const found = term.exec(text)
    if (found === null) throw new AwsError('InvalidParameterException', `Invalid filter pattern: ${text}`)
    terms.push({ sign: found[1] ?? '', words: found[2] ?? found[3] ?? '' })
  }
  return terms
}
