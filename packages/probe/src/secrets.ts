import { secretForms } from './secret-forms.ts'
import { hideLookalikes, saysSecret } from './secret-lookalikes.ts'

/** Characters; shorter ones are found in everything. */
const least = 4

/** What in a URL gives access, as written and as sent: the userinfo, and query values whose name says so. */
export function secretsIn(url: string): readonly string[] {
  return [...new Set([...userinfo(url), ...queryValues(url, saysSecret)])]
}

/**
 * Replaces in foreign text what the URLs carry (userinfo, every value of a query), in whatever form it comes back, and
 * what looks like a secret. `spared` is what a caller asks for and shows anyway: a query value that is the same is none.
 */
export function secretHider(urls: readonly string[], spared: readonly string[] = []): (text: string) => string {
  const values = urls.flatMap((url) => queryValues(url, () => true)).filter((value) => !spared.includes(value))
  const carried = [...urls.flatMap(secretsIn), ...urls.flatMap(userNames), ...values]
  const known = [...new Set(carried)].filter(({ length }) => length >= least)
  if (known.length === 0) return hideLookalikes
  const forms = new RegExp(
    known
      .toSorted((a, b) => b.length - a.length)
      .map(secretForms)
      .join('|'),
    'g',
  )
  return (text) => hideLookalikes(text.replace(forms, '***'))
}

function userinfo(url: string): readonly string[] {
  const { username = '', password = '' } = URL.parse(url) ?? {}
  // A user name alone is a token that stands in its place.
  const secret = password === '' ? username : password
  return secret === '' ? [] : [secret, decoded(secret), [username, password].map(decoded).join(':')]
}

/** A token stands here where the service wants any password; too many are everyday words to hide them in the whole log. */
function userNames(url: string): readonly string[] {
  const { username = '' } = URL.parse(url) ?? {}
  return [username, decoded(username)]
}

/** As written and as sent; a part without a name may be the secret itself. */
function queryValues(url: string, isSecret: (name: string) => boolean): readonly string[] {
  const { search = '' } = URL.parse(url) ?? {}
  const pairs = [...search.slice(1).split('&').map(pairOf), ...new URLSearchParams(search)]
  return pairs.flatMap(([name, value]) => (value !== '' && isSecret(name) ? [value, decoded(value)] : []))
}

function pairOf(part: string): readonly [name: string, value: string] {
  const equals = part.indexOf('=')
  return equals < 0 ? ['', part] : [part.slice(0, equals), part.slice(equals + 1)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
