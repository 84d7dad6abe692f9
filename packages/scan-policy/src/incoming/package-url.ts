/**
 * The type of a package URL (`pkg:deb/debian/openssl@3.0.1` is of type `deb`), and the name that scanners agree on: for
 * Maven group and artifact, of which Grype's own name has only the second.
 * https://github.com/package-url/purl-spec
 */
export function readPackageUrl(purl: string | undefined): { readonly type?: string; readonly name?: string } {
  const parts = partsOf(purl ?? '')
  if (parts === undefined) return {}
  const { type, path } = parts
  const [group, artifact, ...more] = path
  if (type !== 'maven' || !group || !artifact || more.length > 0) return { type }
  return { type, name: `${group}:${artifact}` }
}

/** Types of the packages of an operating system, whose namespace is the distribution. */
const ofSystems = new Set(['deb', 'rpm', 'apk', 'alpm'])

/** The package of a whole URL, by the name that other scanners give it; nothing for what is none. */
export function packageOfUrl(
  purl: string,
): { readonly name: string; readonly version: string; readonly manager: string } | undefined {
  const parts = partsOf(purl)
  const last = parts?.path.at(-1)
  if (parts === undefined || !last) return undefined
  const { type, path, version } = parts
  const name = ofSystems.has(type) ? last : (readPackageUrl(purl).name ?? path.join('/'))
  return { name, version, manager: type }
}

interface Parts {
  readonly type: string
  /** Namespace and name. */
  readonly path: readonly string[]
  readonly version: string
}

function partsOf(purl: string): Parts | undefined {
  const found = /^pkg:([A-Za-z][\w.+-]{0,30})\/([^?#]{1,1024})/.exec(purl)
  const type = found?.[1]?.toLowerCase()
  if (type === undefined) return undefined
  const [path = '', ...version] = (found?.[2] ?? '').split('@')
  return { type, path: path.split('/').map(decoded), version: decoded(version.join('@')) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
