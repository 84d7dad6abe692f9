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

/** What in a URL gives access, as written and as sent: the userinfo, and query values whose name says so. */
export function secretsIn(url: string): readonly string[] {
  const { username, password, searchParams, search } = new URL(url)
  // A user name alone is a token that stands in its place.
  const secret = password === '' ? username : password
  const pair = [username, password].map(decoded).join(':')
  const query = [...searchParams, ...search.slice(1).split('&').map(pairOf)]
  const values = query.filter(([name]) => secretName.test(name)).map(([, value]) => value)
  const found = [...(secret === '' ? [] : [secret, decoded(secret), pair]), ...values]
  return [...new Set(found)].filter((text) => text !== '')
}

function pairOf(part: string): readonly [name: string, value: string] {
  const equals = part.indexOf('=')
  return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
