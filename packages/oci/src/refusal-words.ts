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
  const words = text
    .replace(/<(style|script|head)\b[^]*?<\/\1>|<[^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return words.length <= longestForeign ? words : `${words.slice(0, longestForeign)}…`
}
