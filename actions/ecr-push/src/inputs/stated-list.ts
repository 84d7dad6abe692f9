import { invalidInput, itemsOf } from '@slipway/action-io'

/** Items of an input that asks for a check, each as `wanted` says; the word `none` alone asks for nothing. */
export function statedList(name: string, text: string, wanted: string): readonly string[] {
  if (text === 'none') return []
  const items = itemsOf(text)
  if (items.length === 0) throw invalidInput(name, text, `${wanted}; or none`)
  return items
}
