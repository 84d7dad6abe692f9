/** What a refusal says of itself. */
export interface RefusalWords {
  /** The first code; empty when there is none. */
  readonly code: string
  /** Every message, whole; further codes before theirs. */
  readonly said: string
}

/** Of an answer that is not the registry's own, as a proxy's page, so much is shown. */
const longestForeign = 300

/**
 * `{"errors":[{"code":…,"message":…}]}`, as the specification has it, or `{"message":…}`, as gateways of AWS write it.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes
 */
export function wordsOf(text: string): RefusalWords {
  const errors = errorsIn(text)
  const [first] = errors
  const others = errors.slice(1).map(({ code, message }) => [code, message].filter((part) => part !== '').join(' '))
  const code = first?.code ?? ''
  const said = [first?.message ?? '', ...others].filter((part) => part !== '').join('; ')
  return { code, said: code === '' && said === '' ? foreign(text) : said }
}

interface OneError {
  readonly code: string
  readonly message: string
}

function errorsIn(text: string): readonly OneError[] {
  const body = recordIn(text)
  if (body === undefined) return []
  const { errors } = body
  return (Array.isArray(errors) ? (errors as readonly unknown[]) : [body]).map(errorOf)
}

function errorOf(value: unknown): OneError {
  const { code, __type, message, Message, detail } = (value ?? {}) as Readonly<Record<string, unknown>>
  return { code: textOf(code) || textOf(__type), message: textOf(message) || textOf(Message) || textOf(detail) }
}

function recordIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

/** What is written otherwise, as it is; of a page the text alone. */
function foreign(text: string): string {
  const words = withoutTags(text).replace(/\s+/g, ' ').trim()
  return words.length <= longestForeign ? words : `${words.slice(0, longestForeign)}…`
}

/** A page without its tags and what it does not show. It is read once: what is never closed is looked for one time only. */
function withoutTags(page: string): string {
  const ends = hiddenEnds(page)
  const shown: string[] = []
  let at = 0
  for (let open = page.indexOf('<'); open >= 0; open = page.indexOf('<', at)) {
    const close = page.indexOf('>', open)
    if (close < 0) break
    shown.push(page.slice(at, open))
    at = ends(page.slice(open + 1, open + 8), close) ?? close + 1
  }
  return [...shown, page.slice(at)].join(' ')
}

/** Tells where an element ends of which a page shows nothing; to be asked by rising index. */
function hiddenEnds(page: string): (opening: string, from: number) => number | undefined {
  const closing = { style: /<\/style>/gi, script: /<\/script>/gi, head: /<\/head>/gi }
  const unclosed = new Set<string>()
  return (opening, from) => {
    const name = /^(?:style|script|head)(?!\w)/i.exec(opening)?.[0].toLowerCase() as keyof typeof closing | undefined
    if (name === undefined || unclosed.has(name)) return undefined
    closing[name].lastIndex = from
    if (closing[name].test(page)) return closing[name].lastIndex
    unclosed.add(name)
    return undefined
  }
}
