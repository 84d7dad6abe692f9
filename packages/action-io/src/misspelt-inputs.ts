import { distance } from 'fastest-levenshtein'
import type { Contract } from './contract.ts'

/** An input of the step that the action does not have; with a remedy where it is one of its inputs, misspelt. */
export interface StrayInput {
  readonly message: string
  readonly remedy?: string
}

/**
 * What was given under `with:` and is no input of the action. The runner warns of it and hands it on (actions/runner,
 * ActionRunner.RunAsync), so a check that was asked for by a misspelt name would not run. A name within two letters of
 * an input, and within a third of its length, is taken for that input; two letters that changed places are one. Anything
 * else may come from `env:` of the job, which the runner hands on as well, and is only said.
 */
export function misspeltInputs({ inputs }: Contract, env: NodeJS.ProcessEnv): readonly StrayInput[] {
  const names = Object.keys(inputs)
  const own = new Set(names.map(folded))
  return Object.keys(env)
    .filter(isMadeByRunner)
    .map((key) => folded(key.slice('INPUT_'.length)))
    .filter((name) => !own.has(name))
    .map((name) => stray(name, names))
}

/** Its names are in upper case, so `input_tag` is a variable that a workflow sets for its scripts. */
function isMadeByRunner(key: string): boolean {
  return /^INPUT_[^a-z]+$/.test(key)
}

function stray(name: string, names: readonly string[]): StrayInput {
  const message = `there is no input ${name}`
  const [nearest] = names
    .map((own) => ({ own, letters: lettersBetween(name, folded(own)) }))
    .toSorted((one, other) => one.letters - other.letters)
  if (nearest === undefined) return { message }
  if (nearest.letters > Math.min(2, Math.ceil(nearest.own.length / 3)))
    return { message: `${message}, so it changes nothing; the nearest is ${nearest.own}` }
  return {
    message: `${message}; it looks like ${nearest.own}, misspelt`,
    remedy: `write ${nearest.own} instead of ${name}, or rename INPUT_${name.toUpperCase()} if it is a variable under env:`,
  }
}

function lettersBetween(one: string, other: string): number {
  const letters = distance(one, other)
  return letters === 2 && hasTwoSwapped(one, other) ? 1 : letters
}

/** Of two texts that differ in two letters. */
function hasTwoSwapped(one: string, other: string): boolean {
  const at = one.split('').findIndex((letter, index) => letter !== other[index])
  return (
    `${one.slice(0, at)}${one
      .slice(at, at + 2)
      .split('')
      .toReversed()
      .join('')}${one.slice(at + 2)}` === other
  )
}

/** As the runner folds names into those of the environment, in lower case. */
function folded(name: string): string {
  return name.replaceAll(' ', '_').toLowerCase()
}
