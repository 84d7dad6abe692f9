/**
 * 16 hexadecimal digits that stand for a text: FNV-1a, twice with different beginnings. It tells alerts apart and keeps
 * nothing secret or safe.
 */
export function printHash(text: string): string {
  return half(text, 0x811c9dc5) + half(text, 0x9747b28c)
}

function half(text: string, basis: number): string {
  let hash = basis
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  // FNV's last units hardly reach its upper bits; this spreads them (the last steps of MurmurHash3).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0')
}
