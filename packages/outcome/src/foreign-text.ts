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
 * one. Nor is it a command to the runner, should a step print it: `::name::` is one where a line begins with it.
 */
export function plainMarkdown(text: string): string {
  return joined(withoutUnseen(text, ' '))
    .replace(/[\\`*_{}[\]<>()#+!|~@&$]/g, reference)
    .replace(/&#(?:64|35);(?=\w)/g, '$&\u200B')
    .replace(/^(?:[-=]|:(?=:))/, reference)
    .replace(/^(\d+)\.(?=\s|$)/, `$1${reference('.')}`)
}

function joined(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '').join(' ')
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`
}
