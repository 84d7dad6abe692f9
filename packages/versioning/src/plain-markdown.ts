// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const unseen = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g

/**
 * One line of foreign text as Markdown that shows it and interprets none of it: no markup, HTML or list. GitHub looks for
 * mentions and references after it has read entities, so a space of no width keeps `@name` and `#12` from being one. Nor is
 * it a command to the runner, should a step print it: `::name::` is one where a line begins with it.
 */
export function plainMarkdown(text: string): string {
  return text
    .replace(unseen, ' ')
    .trim()
    .replace(
      /[\\`*_{}[\]<>()#+!|~@&$]/g,
      (character) => `${reference(character)}${/[@#]/.test(character) ? '\u200B' : ''}`,
    )
    .replace(/^(?:[-=]|:(?=:))/, reference)
    .replace(/^(\d+)\.(?=\s|$)/, `$1${reference('.')}`)
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`
}
