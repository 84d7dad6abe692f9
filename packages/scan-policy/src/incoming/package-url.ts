/**
 * The type of a package URL (`pkg:deb/debian/openssl@3.0.1` is of type `deb`), and the name that scanners agree on: for
 * Maven group and artifact, of which Grype's own name has only the second.
 * https://github.com/package-url/purl-spec
 */
export function readPackageUrl(purl: string | undefined): { readonly type?: string; readonly name?: string } {
  const found = /^pkg:([A-Za-z][\w.+-]{0,30})\/([^?#]{1,1024})/.exec(purl ?? '')
  const type = found?.[1]?.toLowerCase()
  if (type === undefined) return {}
  const [group, artifact, ...more] = (found?.[2] ?? '').replace(/@.*$/s, '').split('/')
  if (type !== 'maven' || !group || !artifact || more.length > 0) return { type }
  return { type, name: `${decoded(group)}:${decoded(artifact)}` }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
