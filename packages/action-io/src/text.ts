// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const control = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g

/** Foreign text made safe for a log: no control characters, and no line that the runner would take for a command. */
export function safeLog(text: string): string {
  return text.replace(control, '').replace(/^(\s*)(::|##\[)/gm, '$1\u200B$2')
}

/** Foreign text made safe for one Markdown table cell or list item: one line, nothing interpreted. */
export function safeMarkdown(text: string): string {
  return text
    .replace(control, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~@]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A Markdown table; cells are used as they are, so foreign text goes through `safeMarkdown` first. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
