// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const control = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g

/**
 * Foreign text made safe for a log: no control characters, and nothing that the runner would take for a command:
 * `::name::` at the start of a line, `##[name]` anywhere in it.
 */
export function safeLog(text: string): string {
  return text
    .replace(control, '')
    .replace(/^([^\S\n\r\u2028\u2029]*)::/gm, '$1\u200B::')
    .replaceAll('##[', '##\u200B[')
}

/**
 * Foreign text made safe for one Markdown table cell or list item: one line, nothing interpreted. GitHub looks for mentions
 * and references after it has read entities, so a space of no width keeps `@name` and `#12` from being one.
 */
export function safeMarkdown(text: string): string {
  return text
    .replace(control, '')
    .replace(/(?<!\s)\s*\n\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~@]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/&#(?:64|35);(?=\w)/g, '$&\u200B')
}

/** A Markdown table; cells are used as they are, so foreign text goes through `safeMarkdown` first. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
