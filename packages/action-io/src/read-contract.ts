import type { Failure } from '@slipway/outcome'
import type { Contract, Input, InputName, OnlyKnownProperties, Values } from './contract.ts'
import { everyProblem, type Attempt } from './every-problem.ts'
import { missingInput, refuseInput, type InputErrorCode } from './input-failure.ts'
import { actionLog } from './log.ts'
import { mask } from './mask.ts'
import { misspeltInputs, type StrayInput } from './misspelt-inputs.ts'
import { readValue } from './read-value.ts'

/** What an action builds its own inputs from. */
export interface Reading<C extends Contract> {
  /** Where an input cannot be used, its default stands here, so that the rest can be read; the reading fails all the same. */
  readonly values: Values<C>
  /** What was written, trimmed; the default where nothing was. For messages: a secret is never shown. */
  readonly written: (name: InputName<C>) => string
  /**
   * What `read` gives. When it fails, that is kept, and told together with everything else that is wrong; it is not
   * asked while one of the inputs that it needs cannot be used. In both cases the value is missing, whatever its type.
   */
  readonly attempt: <T>(needs: readonly InputName<C>[], read: () => T) => T
}

/**
 * Reads the inputs that a runner gives as `INPUT_*`, and builds an action's own from them. One failure names every input
 * that cannot be used, with its value and what would be right. Secrets are masked as soon as they are read.
 */
export function readContract<const C extends Contract, T>(
  contract: C & OnlyKnownProperties<C>,
  build: (reading: Reading<C>) => T,
  env: NodeJS.ProcessEnv = process.env,
): T {
  return everyProblem((attempt) => {
    for (const stray of misspeltInputs(contract, env)) attempt(() => tell(stray))
    const { values, wrong } = readValues(contract, env, attempt)
    return build({
      values,
      written: (name) => writtenOf(name, contract.inputs[name], env),
      attempt: <V>(needs: readonly string[], read: () => V): V =>
        needs.some((name) => wrong.has(name)) ? (undefined as V) : attempt(read),
    })
  })
}

function readValues<C extends Contract>(
  { inputs }: C,
  env: NodeJS.ProcessEnv,
  attempt: Attempt,
): { readonly values: Values<C>; readonly wrong: ReadonlySet<string> } {
  const wrong = new Set(Object.keys(inputs))
  const read = (name: string, input: Input): unknown => {
    const value = readOne(name, input, env)
    wrong.delete(name)
    return value
  }
  const entries = Object.entries(inputs).map(([name, input]) => {
    const value = attempt(() => read(name, input))
    return [name, wrong.has(name) ? readValue(name, input, fallbackOf(input)) : value]
  })
  return { values: Object.fromEntries(entries) as Values<C>, wrong }
}

function readOne(name: string, input: Input, env: NodeJS.ProcessEnv): unknown {
  const given = givenFor(name, env)
  if (isSecret(input) && given !== undefined) mask(given)
  if (!given && input.required === true) throw missingInput(name)
  if (given === '' && input.empty === 'refused') throw emptyInput(name, fallbackOf(input))
  return readValue(name, input, textOf(input, given))
}

/** Trimmed; `undefined` where nothing was given and the runner had no default in action.yml to fill in. */
function givenFor(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return env[keyOf(name)]?.trim()
}

function textOf(input: Input, given: string | undefined): string {
  return given === undefined || (given === '' && input.empty !== 'kept') ? fallbackOf(input) : given
}

function isSecret(input: Input): boolean {
  return input.type === 'text' && input.secret === true
}

function emptyInput(name: string, word: string): Failure<InputErrorCode> {
  return refuseInput(
    `input ${name} is empty, which does not mean "${word}"`,
    `check the expression under with: (a misspelt output, a skipped job, an unset variable); if you mean "${word}", set ${name} to ${word}`,
  )
}

function writtenOf(name: string, input: Input, env: NodeJS.ProcessEnv): string {
  const text = textOf(input, givenFor(name, env))
  return text !== '' && isSecret(input) ? '***' : text
}

function fallbackOf({ default: text = '' }: Input): string {
  return text.startsWith('${{') ? '' : text
}

/** The name in the environment, as the runner makes it (actions/runner, Handler.AddInputsToEnvironment). */
function keyOf(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function tell({ message, remedy }: StrayInput): void {
  if (remedy !== undefined) throw refuseInput(message, remedy)
  actionLog.warning(message)
}
