import { getInput } from '@actions/core'
import { Failure } from '@slipway/outcome'
import { parseDuration } from './duration.ts'

export type InputErrorCode = 'INPUT_MISSING' | 'INPUT_INVALID'

/** Inputs of this step as typed values; every failure names the input, the value and what would be right. */
export interface Inputs {
  /** The trimmed text, or `fallback` when it is empty. */
  text(name: string, fallback?: string): string
  /** The trimmed text; empty is a failure. */
  required(name: string): string
  /**
   * The trimmed text, or `fallback` when the input is absent; empty is a failure. For an input that asks for a check: the
   * runner fills a default only for an absent key, so an output that is misspelt or a variable that is not set arrives as
   * an empty text, which must not switch the check off. `fallback` is the word that does so on purpose, e.g. `any`.
   */
  stated(name: string, fallback: string): string
  /** Items split at line breaks and commas, trimmed, without empty ones. */
  list(name: string): readonly string[]
  /** Milliseconds; `fallback` is written as a user would write it, e.g. `5m`. */
  duration(name: string, fallback: string): number
  /** A whole number within the bounds, both included. */
  integer(name: string, bounds: { readonly min: number; readonly max: number; readonly fallback: number }): number
  choice<const T extends string>(name: string, allowed: readonly T[], fallback: NoInfer<T>): T
  /** The same for an input that asks for a check: see `stated`. */
  statedChoice<const T extends string>(name: string, allowed: readonly T[], fallback: NoInfer<T>): T
}

/** Inputs from the environment (`INPUT_*`), as the runner gives them. */
export const inputs: Inputs = {
  text: (name, fallback = '') => getInput(name) || fallback,
  required,
  stated,
  list: (name) =>
    getInput(name)
      .split(/[\n,]/)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  duration,
  integer,
  choice,
  statedChoice: (name, allowed, fallback) => {
    stated(name, fallback)
    return choice(name, allowed, fallback)
  },
}

/** The failure for an input that cannot be used; for rules that only one action has. */
export function invalidInput(name: string, value: string, wanted: string): Failure<InputErrorCode> {
  return new Failure('INPUT_INVALID', `input ${name} is "${value}", which is not ${wanted}`, {
    remedy: `set ${name} to ${wanted}`,
  })
}

function required(name: string): string {
  const text = getInput(name)
  if (text === '') {
    throw new Failure<InputErrorCode>('INPUT_MISSING', `input ${name} is empty`, { remedy: `set ${name} under with:` })
  }
  return text
}

function stated(name: string, fallback: string): string {
  const text = getInput(name)
  if (text !== '') return text
  if (isAbsent(name)) return fallback
  throw new Failure<InputErrorCode>('INPUT_INVALID', `input ${name} is empty, which does not mean "${fallback}"`, {
    remedy: `check the expression under with: (a misspelt output, a skipped job, an unset variable); if you mean "${fallback}", set ${name} to ${fallback}`,
  })
}

/** The name in the environment is that of @actions/core's getInput. */
function isAbsent(name: string): boolean {
  return process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] === undefined
}

function duration(name: string, fallback: string): number {
  const text = getInput(name) || fallback
  const ms = parseDuration(text)
  if (ms === undefined) throw invalidInput(name, text, 'a duration such as 30s, 5m or 1h, at most 596h')
  return ms
}

function integer(name: string, { min, max, fallback }: { min: number; max: number; fallback: number }): number {
  const text = getInput(name)
  if (text === '') return fallback
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) throw invalidInput(name, text, `a whole number from ${min} to ${max}`)
  return value
}

function choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
  const text = getInput(name) || fallback
  const found = allowed.find((value) => value === text)
  if (found === undefined) throw invalidInput(name, text, `one of ${allowed.join(', ')}`)
  return found
}
