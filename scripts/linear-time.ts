import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSync, type Parameters } from 'recheck'
import type { Pattern } from './regular-expressions.ts'

/**
 * Why a regular expression may take more time than its text is long, with a text that shows it; `undefined` where it
 * cannot. Whatever automata can decide is proven; for the rest (lookarounds, backreferences, high counts) an attack is
 * searched, with a fixed seed. No limit is one of time, so that a slow machine judges as a fast one does.
 * https://makenowjust-labs.github.io/recheck/docs/internals/background/
 */
export function attackOn(pattern: Pattern): string | undefined {
  return judged(pattern, {})
}

/** The same for what is composed, and too large for automata: a search that ends within seconds. */
export function likelyAttackOn(pattern: Pattern): string | undefined {
  const sizes = { maxInitialGenerationSize: 60, maxGenerationSize: 20, maxIteration: 2, incubationLimit: 10_000 }
  return judged(pattern, { checker: 'fuzz', ...sizes })
}

function judged({ source, flags }: Pattern, parameters: Parameters): string | undefined {
  process.env['RECHECK_SYNC_BACKEND'] = 'pure'
  const untimed = { timeout: null, attackTimeout: null, incubationTimeout: null }
  const found = checkSync(source, flags, { ...untimed, ...parameters })
  if (found.status === 'safe') return undefined
  if (found.status === 'unknown') return `nothing is known of its time (${found.error.kind})`
  return `its time is a ${found.complexity.summary} of the length of ${found.attack.pattern}`
}

/** Where it is kept what has been proven: to prove all of them takes minutes. `prove-linear.ts` writes it. */
export const recordPath: string = join(import.meta.dirname, 'proven-linear.json')

export function proven(): ReadonlySet<string> {
  return new Set(JSON.parse(readFileSync(recordPath, 'utf8')) as readonly string[])
}
