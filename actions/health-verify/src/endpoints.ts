import { shownUrl } from '@slipway/probe'

export interface Endpoint {
  /** As it may be shown; no two endpoints have the same. */
  readonly name: string
  readonly url: string
}

/** URLs with names that may be shown; those that differ only in what is hidden get a number. */
export function endpointsOf(urls: readonly string[]): readonly Endpoint[] {
  const names = urls.map(shownUrl)
  return urls.map((url, index) => {
    const name = names[index] ?? ''
    const before = names.slice(0, index).filter((other) => other === name).length
    return { name: before === 0 ? name : `${name} (${before + 1})`, url }
  })
}
