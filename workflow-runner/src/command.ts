/** A workflow command: `::name key=value,…::data`, or in its older form `##[name key=value;…]data`. */
export interface Command {
  /** In lower case. */
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export const commandNames: ReadonlySet<string> = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/** The command in a line, if it has one of the names; every other line is plain text. */
export function parseCommand(line: string, isName: (name: string) => boolean): Command | undefined {
  return parseColons(line, isName) ?? parseBrackets(line, isName)
}

/** Only blanks may stand before the first colons. */
function parseColons(line: string, isName: (name: string) => boolean): Command | undefined {
  const match = /^\s*::(.*?)::(.*)$/s.exec(line)
  const head = match === null ? undefined : parseHead(match[1] ?? '', isName)
  if (match === null || head === undefined) return undefined
  const properties = parseProperties(head.properties, ',', ['%0D', '%0A', '%3A', '%2C', '%25'])
  return { name: head.name, properties, data: unescape(match[2] ?? '', ['%0D', '%0A', '%25']) }
}

/** May stand anywhere in a line. */
function parseBrackets(line: string, isName: (name: string) => boolean): Command | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  const head = end < 0 ? undefined : parseHead(line.slice(start + 3, end), isName)
  if (head === undefined) return undefined
  const escapes = ['%3B', '%0D', '%0A', '%5D', '%25']
  return {
    name: head.name,
    properties: parseProperties(head.properties, ';', escapes),
    data: unescape(line.slice(end + 1), escapes),
  }
}

function parseHead(head: string, isName: (name: string) => boolean): { name: string; properties: string } | undefined {
  const space = head.indexOf(' ')
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase()
  return isName(name) ? { name, properties: space < 0 ? '' : head.slice(space + 1).trim() } : undefined
}

function parseProperties(text: string, separator: string, escapes: readonly string[]): Record<string, string> {
  const pairs = text.split(separator).map((pair) => {
    const equals = pair.indexOf('=')
    return [pair.slice(0, Math.max(0, equals)), unescape(pair.slice(equals + 1), escapes)] as const
  })
  return Object.fromEntries(pairs.filter(([name, value]) => name !== '' && value !== ''))
}

/** In this order, so that an escaped percent sign does not begin another escape. */
function unescape(text: string, escapes: readonly string[]): string {
  return escapes.reduce((result, escape) => result.replaceAll(escape, decodeURIComponent(escape)), text)
}
