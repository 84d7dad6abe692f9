/** Members of manifests and descriptors that decide what an image is. */
const deciding = [
  'schemaVersion',
  'mediaType',
  'config',
  'layers',
  'manifests',
  'subject',
  'digest',
  'size',
  'platform',
]
const folded: ReadonlyMap<string, string> = new Map(deciding.map((name) => [fold(name), name]))

/**
 * A member that is not one of these, but is read as one by engines in Go, which read names without regard to case and
 * let the last of two win: beside `layers`, `Layers` would be what runs while the scanner looked at the other.
 * https://pkg.go.dev/encoding/json#Unmarshal
 */
export function lookalikeIn(record: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(record).find((name) => (folded.get(fold(name)) ?? name) !== name)
}

/** Go's folding takes the long s and the Kelvin sign for s and k, too. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll('\u017f', 's').replaceAll('\u212a', 'k')
}
