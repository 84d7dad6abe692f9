export interface FailureOptions {
  /** What the reader can do about it, e.g. `set tag-prefix: …`. */
  readonly remedy?: string
  readonly cause?: unknown
}

/**
 * An unexpected end with a code from a closed union, a one-line message that names the thing and the value,
 * and, where there is one, a remedy. Expected outcomes are values, not failures.
 */
export class Failure<Code extends string = string> extends Error {
  override readonly name = 'Failure'
  readonly code: Code
  readonly remedy: string | undefined

  constructor(code: Code, message: string, options: FailureOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.remedy = options.remedy
  }
}

/** The chain of causes below an error, outermost first, one line each; cycles and very long chains are cut. */
export function causesOf(error: unknown): readonly string[] {
  const lines: string[] = []
  const seen = new Set<unknown>([error])
  let cause = causeOf(error)
  while (cause !== undefined && cause !== null && !seen.has(cause) && lines.length < 10) {
    seen.add(cause)
    lines.push(describe(cause))
    cause = causeOf(cause)
  }
  return lines
}

/** An error as one line: its message, with its class where that says more than `Error`. */
export function describe(error: unknown): string {
  const lines = lineOf(error).split(/[\r\n]+/)
  return lines.length === 1
    ? lines.join()
    : lines
        .map((line) => line.trim())
        .join(' ')
        .trim()
}

function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const message = messageOf(error)
  if (message === '') return error.name
  return error.name === 'Error' || error.name === 'Failure' ? message : `${error.name}: ${message}`
}

/** Several errors in one, as Node throws them when no address takes a connection, have no message of their own. */
function messageOf(error: Error): string {
  if (error.message !== '' || !(error instanceof AggregateError)) return error.message
  return error.errors.map(lineOf).join('; ')
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}
