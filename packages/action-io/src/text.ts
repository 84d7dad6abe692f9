import { withoutUnseen } from '@slipway/outcome'

export { codeElement, codeSpan, plainMarkdown as safeMarkdown } from '@slipway/outcome'

/**
 * Foreign text made safe for a log: no characters that are not seen, and nothing that the runner would take for a command:
 * `::name::` at the start of a line, `##[name]` anywhere in it.
 */
export function safeLog(text: string): string {
  return withoutUnseen(text)
    .replace(/^([^\S\n\r\u2028\u2029]*)::/gm, '$1\u200B::')
    .replaceAll('##[', '##\u200B[')
}

/** A Markdown table; cells are used as they are, so foreign text goes through `safeMarkdown` first. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
