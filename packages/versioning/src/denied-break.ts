/** What a template's line holds when nothing breaks; compared in lower case, without the signs around and within it. */
const denials: ReadonlySet<string> = new Set([
  ...['none', 'no', 'nope', 'nothing', 'nil', 'null', 'false', 'n/a', 'na', 'n a', 'not applicable'],
  ...['no breaking change', 'no breaking changes', 'there are none', 'there is none'],
])

/** Characters; no denial is longer. */
const longest = 60

/** Whether the text of a break says that nothing breaks. What follows its first paragraph is about something else. */
export function deniesBreak(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim())
  const end = lines.indexOf('')
  const paragraph = lines.slice(0, end === -1 ? lines.length : end).join('\n')
  if (paragraph === '' || paragraph.length > longest) return false
  if (/^[-\u2013\u2014]+$/.test(paragraph)) return true
  const words = paragraph.toLowerCase().split(/[\s*_`()"'[\].!]+/)
  return denials.has(words.filter((word) => word !== '').join(' '))
}
