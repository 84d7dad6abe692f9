/** What a template's line holds when nothing breaks; compared in lower case, without the signs around and within it. */
const denials: ReadonlySet<string> = new Set([
  ...['none', 'no', 'nope', 'nothing', 'nil', 'null', 'false', 'n/a', 'na', 'n a', 'not applicable', 'does not apply'],
  ...['none yet', 'none so far', 'none known', 'none expected', 'none intended', 'there are none', 'there is none'],
  ...['no breaking change', 'no breaking changes', 'no known breaking changes', 'there are no breaking changes'],
  ...['no breaking changes expected', 'no breaking changes intended', 'nothing breaks', 'nothing is broken'],
  ...['not breaking', 'not a breaking change', 'this is not a breaking change'],
])

/** A denial that gives its reason: `none - internal only`, `N/A (only tests)`. */
const explained = /^(?:none|n\/a|not applicable|no breaking changes?)(?: [-\u2013\u2014(]|[:;,.] )/

/** Of such a reason, what makes an exception: there something breaks after all. */
const exception = /\b(?:unless|except|excepting|but|however|if|when|though|although|besides|than|apart)\b/

/** Characters; no denial is longer. */
const longest = 120

/** Whether the text of a break says that nothing breaks. What follows its first paragraph is about something else. */
export function deniesBreak(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim())
  const end = lines.indexOf('')
  const paragraph = lines.slice(0, end === -1 ? lines.length : end).join('\n')
  if (paragraph === '' || paragraph.length > longest) return false
  if (/^[-\u2013\u2014]+$/.test(paragraph)) return true
  const said = paragraph.toLowerCase()
  if (explained.test(said)) return !exception.test(said)
  const words = said.split(/[\s*_`()<>"'[\].!\p{Variation_Selector}\p{Extended_Pictographic}]+/u)
  return denials.has(words.filter((word) => word !== '').join(' '))
}
