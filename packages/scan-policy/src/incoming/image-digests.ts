import { optionalName, listed, member, name, refuse, type Place } from './place.ts'

const form = /^sha256:[0-9a-f]{64}$/

/** A `sha256:…` that may be absent, null or empty. */
export function knownDigest(place: Place, key: string): string | undefined {
  return optionalName(place, key) === undefined ? undefined : digest(member(place, key))
}

function digest(place: Place): string {
  const text = name(place)
  return form.test(text) ? text : refuse(place, 'a digest (sha256: and 64 hexadecimal digits)')
}

/** The digest of `name@sha256:…`. */
function digestOfReference(place: Place): string {
  const text = name(place)
  const found = text.slice(text.lastIndexOf('@') + 1)
  return form.test(found) ? found : refuse(place, 'an image with its digest (name@sha256:…)')
}

export function digestsOfReferences(list: Place | undefined): readonly string[] {
  return list === undefined ? [] : listed(list).map(digestOfReference)
}

/** What the digests of a report say of its image; `config` is the digest of its configuration, which is no manifest. */
export function named(
  manifests: readonly string[],
  config: string | undefined,
): { readonly digest?: string; readonly digests: readonly string[] } {
  const unique = [...new Set(manifests)]
  const digests = [...new Set([...unique, ...(config === undefined ? [] : [config])])]
  const [only] = unique
  return unique.length === 1 && only !== undefined ? { digest: only, digests } : { digests }
}
