import { refuseInput } from '@slipway/action-io'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
const longest = 128
const tagName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/

export function isTagName(text: string): boolean {
  return tagName.test(text)
}

/** Refuses a text that is no tag: why, and what could be written instead. `item` is the whole of what the user wrote. */
export function refuseTag(input: string, item: string, tag: string): Error {
  const [what, remedy] = problemOf(tag)
  return refuseInput(`input ${input} is "${item}": ${what}`, remedy)
}

function problemOf(tag: string): readonly [what: string, remedy: string] {
  if (tag === '') return ['there is no tag in it', 'write a tag, e.g. v1']
  if (/\s/.test(tag)) return [`"${tag}" has a blank in it`, 'separate tags by commas or line breaks']
  const [other] = /[^A-Za-z0-9._-]/u.exec(tag) ?? []
  const instead = `write a tag that ECR takes, e.g. ${validTag(tag)}`
  if (other !== undefined) return [`a tag has letters, digits, "_", "." and "-" only, and this has "${other}"`, instead]
  if (tag.length > longest) return [`a tag has ${longest} characters at most, and this has ${tag.length}`, instead]
  return [`a tag begins with a letter, a digit or "_", and this begins with "${tag.charAt(0)}"`, instead]
}

/** The nearest tag. `+` stands before the build of a version; this action reads `_` as that. */
function validTag(tag: string): string {
  const written = tag.replaceAll('+', '_').replace(/[^A-Za-z0-9._-]+/gu, '-')
  return written.replace(/^[.-]+|(?<!-)-+$/g, '').slice(0, longest) || 'v1'
}
