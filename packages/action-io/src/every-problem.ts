import { Failure } from '@slipway/outcome'
import type { InputErrorCode } from './input-failure.ts'

/** Reads that may fail, one after the other; what failed is kept, and its value is missing, whatever its type. */
export type Attempt = <V>(read: () => V) => V

/** What `build` gives; or, at its end, one failure that names everything in which `attempt` failed. */
export function everyProblem<T>(build: (attempt: Attempt) => T): T {
  const problems: Failure[] = []
  const built = build(<V>(read: () => V): V => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      problems.push(...(error instanceof SeveralProblems ? error.problems : [error]))
      return undefined as V
    }
  })
  const [first, ...others] = problems
  if (first === undefined) return built
  throw others.length === 0 ? first : new SeveralProblems(problems)
}

class SeveralProblems extends Failure<InputErrorCode> {
  readonly problems: readonly Failure[]

  constructor(problems: readonly Failure[]) {
    const code = problems.every((problem) => problem.code === 'INPUT_MISSING') ? 'INPUT_MISSING' : 'INPUT_INVALID'
    const message = problems.map((problem) => problem.message).join('; ')
    const remedies = new Set(problems.flatMap(remedyOf))
    const remedy = remedies.size === 0 ? 'fix them under with:' : [...remedies].join('; ')
    super(code, `${problems.length} problems with the inputs: ${message}`, { remedy })
    this.problems = problems
  }
}

/** The remedy, unless the message has all of a `set NAME to WANTED` already. */
function remedyOf({ remedy = '', message }: Failure): readonly string[] {
  return message.includes(remedy.replace(/^set \S+ to /, '')) ? [] : [remedy]
}
