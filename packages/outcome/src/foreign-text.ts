/**
 * Control characters, and those that change the direction of the text after them, so that it reads as something else
 * (UAX #9, https://www.unicode.org/reports/tr9/; https://trojansource.codes). Line ends and tabs are none of them.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const unseen = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** Foreign text as it may be shown: what is read is what is there. */
export function withoutUnseen(text: string, inTheirPlace = ''): string {
  return text.replace(unseen, inTheirPlace)
}

/** The same in one line: such characters, line ends and tabs are a blank, however many stand in a row. */
export function inOneLine(text: string): string {
  return withoutUnseen(text, '\n')
    .replace(/[\t\n\u2028\u2029]+/g, ' ')
    .trim()
}

/**
 * Foreign text as one line of Markdown that shows it and interprets none of it: no markup, HTML, entity or list. GitHub
 * looks for mentions and references after it has read entities, so a space of no width keeps `@name` and `#12` from being
 * one; the `@` within a word, as in `app@sha256:0a1b`, is none and stays as it is. Nor is the text a command to the runner,
 * should a step print it: `::name::` is one where a line begins with it.
 */
export function plainMarkdown(text: string): string {
  return escaped(shownLine(text).replace(/(?:^|\W)@(?=\w)|#(?=\d)/g, '$&\u200B'))
    .replace(/^(?:[-=]|:(?=:))/, reference)
    .replace(/^(\d+)\.(?=\s|$)/, `$1${reference('.')}`)
}

/**
 * Something to copy (a reference of an image, an ARN, a tag, an address) as a code span, which has exactly these
 * characters. In a table a bar would end the cell, whatever it stands in: such a text is an element instead.
 */
export function codeSpan(text: string): string {
  const line = shownLine(text)
  if (line === '') return ''
  if (line.includes('|')) return codeElement(line)
  const fence = '`'.repeat(longestRun(line) + 1)
  const space = /^`|`$/.test(line) ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** The same where Markdown is not read: in the title of a folded section, or any other HTML. */
export function codeElement(text: string): string {
  const line = shownLine(text)
  return line === '' ? '' : `<code>${escaped(line)}</code>`
}

function escaped(line: string): string {
  return line.replace(/[\\`*_{}[\]<>()#+!|~@&$]/g, reference).replace(/(?:(?:https?|ftp):\/\/|www\.)\S*/gi, readAddress)
}

/** GitHub makes links of addresses before it reads entities: one that has some would be shown, and linked, with them. */
function readAddress(address: string): string {
  return address.includes('&#') ? address.replace(/:(?=\/\/)|(?<=www)\./gi, reference) : address
}

function longestRun(line: string): number {
  return Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length))
}

function shownLine(text: string): string {
  const lines = withoutUnseen(text, ' ')
    .split('\n')
    .map((line) => line.trim())
  return lines.filter((line) => line !== '').join(' ')
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`
}
