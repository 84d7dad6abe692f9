export type Compression = 'none' | 'gzip' | 'zstd'

/** How bytes are packed, by how they begin (RFC 1952, RFC 8878; a zstd file may begin with a skippable frame). */
export function compressionOf(head: Uint8Array): Compression {
  const [a, b, c, d] = head
  if (a === 0x1f && b === 0x8b) return 'gzip'
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd'
  if (a !== undefined && a >> 4 === 0x5 && b === 0x2a && c === 0x4d && d === 0x18) return 'zstd'
  return 'none'
}
