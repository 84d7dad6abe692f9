/** Text that is already HTML or SVG. Everything else is escaped before it gets in. */
export interface Markup {
  readonly markup: string
}

type Value = Markup | string | number | readonly Value[] | undefined

/** Template tag: what is written is markup, what is filled in is text unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: parts.reduce((text, part, index) => text + rendered(values[index - 1]) + part) }
}

function rendered(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(Math.round(value * 100) / 100)
  if (Array.isArray(value)) return value.map((one: Value) => rendered(one)).join('')
  return (value as Markup).markup
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
