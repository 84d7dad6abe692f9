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

const secretName = /token|key|secret|sig|pass|auth|code|credential/i

/** What in a URL gives access: the userinfo, and query values whose name says so. */
export function secretsIn(url: string): readonly string[] {
  const { username, password, searchParams } = new URL(url)
  const pair = [username, password].map(decoded).join(':')
  const query = [...searchParams].filter(([name]) => secretName.test(name)).map(([, value]) => value)
  return [...(password === '' ? [] : [password, decoded(password), pair]), ...query].filter((text) => text !== '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
