/** Hides secrets, and the forms in which they are likely to turn up, in everything that is shown. */
export interface Masks {
  /** Adds a secret, and each of its lines. Empty texts are not hidden. */
  readonly add: (secret: string) => void
  /** The text with every secret replaced by `***`; secrets that overlap or touch become one. */
  readonly apply: (text: string) => string
}

export function createMasks(): Masks {
  const hidden = new Set<string>()
  return {
    add(secret) {
      for (const part of [secret, ...secret.split(/[\r\n]+/)]) {
        if (part === '') continue
        for (const form of [part, ...encodings(part)]) hidden.add(form)
      }
    },
    apply(text) {
      const ranges = [...hidden].flatMap((secret) => occurrences(text, secret))
      return ranges.length === 0 ? text : replaced(text, merged(ranges))
    },
  }
}

type Range = readonly [start: number, end: number]

/**
 * The forms the runner registers with a secret. Base64 comes three times, because a secret behind a text of unknown
 * length, as in `user:password`, may begin at any of three offsets.
 */
function encodings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  const base64 = [0, 1, 2]
    .filter((shift) => bytes.length > shift)
    .map((shift) => bytes.subarray(shift).toString('base64'))
  const unquoted = /^"(.+)"$/s.exec(secret)?.[1]
  const forms = [
    ...base64,
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('"', '\\"'),
    secret.replaceAll("'", "''"),
    uriEscaped(secret),
    xmlEscaped(secret),
    ...(unquoted === undefined ? [] : [unquoted]),
  ]
  return forms.filter((form) => form !== '')
}

function uriEscaped(text: string): string {
  const strict = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, strict)
}

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '&': '&amp;',
}

function xmlEscaped(text: string): string {
  return text.replace(/[<>"'&]/g, (character) => entities[character] ?? character)
}

function occurrences(text: string, secret: string): readonly Range[] {
  const ranges: Range[] = []
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) ranges.push([at, at + secret.length])
  return ranges
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last !== undefined && start <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)]
    else result.push([start, end])
  }
  return result
}

function replaced(text: string, ranges: readonly Range[]): string {
  let result = ''
  let from = 0
  for (const [start, end] of ranges) {
    result += `${text.slice(from, start)}***`
    from = end
  }
  return result + text.slice(from)
}
