import { inputs, invalidInput } from '@slipway/action-io'

/** `true` or `false`, in any case. */
export function readFlag(name: string, fallback: boolean): boolean {
  const text = inputs.text(name, String(fallback)).toLowerCase()
  if (text === 'true' || text === 'false') return text === 'true'
  throw invalidInput(name, inputs.text(name), 'true or false')
}
