import type { InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'

/** Reads that may fail, one after the other, so that one run of the step names every input that cannot be used. */
export interface Reading {
  /** What `read` gives; when it fails that is kept, and the value must not be used. */
  try<T>(read: () => T): T
  /** Throws when anything failed. */
  end(): void
}

export function readEvery(): Reading {
  const failures: Failure[] = []
  return {
    try<T>(read: () => T): T {
      try {
        return read()
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        failures.push(error)
        return undefined as T
      }
    },
    end() {
      const [first, ...others] = failures
      if (first === undefined) return
      throw others.length === 0 ? first : together(failures)
    },
  }
}

function together(failures: readonly Failure[]): Failure<InputErrorCode> {
  const code = failures.every((failure) => failure.code === 'INPUT_MISSING') ? 'INPUT_MISSING' : 'INPUT_INVALID'
  const message = failures.map((failure) => failure.message).join('; ')
  const remedies = failures.flatMap(({ remedy = '', message }) => (isSaid(remedy, message) ? [] : [remedy]))
  const remedy = remedies.length === 0 ? 'fix them under with:' : remedies.join('; ')
  return new Failure(code, `${failures.length} inputs cannot be used: ${message}`, { remedy })
}

/** `set NAME to WANTED`, of which the message has WANTED already. */
function isSaid(remedy: string, message: string): boolean {
  return message.includes(remedy.replace(/^set \S+ to /, ''))
}
