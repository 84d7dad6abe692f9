import { inputs, invalidInput } from '@slipway/action-io'

/** Items of an input that asks for a check, each as `wanted` says; the word `none` alone asks for nothing. */
export function statedList(name: string, wanted: string): readonly string[] {
  const text = inputs.stated(name, 'none')
  if (text === 'none') return []
  const items = inputs.list(name)
  if (items.length === 0) throw invalidInput(name, text, `${wanted}; or none`)
  return items
}
