import type { Failure } from '@slipway/outcome'
import { parseDuration } from './duration.ts'
import type { Input } from './contract.ts'
import { invalidInput } from './input-failure.ts'

/** The value of a text that is not empty, or is what an input without one means; throws a failure when it is none. */
export function readValue(name: string, input: Input, text: string): unknown {
  switch (input.type) {
    case 'text':
      return text
    case 'list':
      return itemsOf(text)
    case 'flag':
      return flag(name, text)
    case 'choice':
      return choice(name, input.values, text)
    case 'duration':
      return text === '' ? undefined : duration(name, input, text)
    case 'integer':
      return integer(name, input, text)
  }
}

/** Items separated by commas or line breaks, trimmed, without empty ones. */
export function itemsOf(text: string): readonly string[] {
  return text
    .split(/[\n,]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function flag(name: string, text: string): boolean {
  const word = text.toLowerCase()
  if (word === 'true' || word === 'false') return word === 'true'
  throw invalidInput(name, text, 'true or false')
}

function choice(name: string, values: readonly string[], text: string): string {
  if (values.includes(text)) return text
  throw invalidInput(name, text, `one of ${values.join(', ')}`)
}

type Bounds = { readonly min?: string; readonly max?: string }

function duration(name: string, { min = '0ms', max }: Bounds, text: string): number {
  const ms = parseDuration(text)
  if (ms === undefined) throw invalidInput(name, text, 'a duration such as 30s, 5m or 1h, at most 596h')
  if (ms < bound(min) || (max !== undefined && ms > bound(max))) throw outside(name, text, { min, max })
  return ms
}

function outside(name: string, text: string, { min, max }: { min: string; max: string | undefined }): Failure {
  return invalidInput(
    name,
    text,
    max === undefined ? `a duration of ${min} or more` : `a duration from ${min} to ${max}`,
  )
}

function bound(text: string): number {
  const ms = parseDuration(text)
  if (ms === undefined) throw new Error(`the bound "${text}" of a contract is no duration`)
  return ms
}

function integer(name: string, { min, max }: { readonly min: number; readonly max: number }, text: string): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw invalidInput(name, text, `a whole number from ${min} to ${max}`)
}
