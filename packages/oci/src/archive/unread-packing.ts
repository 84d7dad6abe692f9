/** A way of packing that is neither gzip nor zstd: images have none of these, and nothing here unpacks them. */
export interface UnreadPacking {
  readonly name: string
  /** The command that undoes it. */
  readonly unpack: string
}

const packings: readonly (UnreadPacking & { readonly begins: RegExp })[] = [
  { name: 'xz', unpack: 'xz -d', begins: /^fd377a585a00/ },
  { name: 'bzip2', unpack: 'bzip2 -d', begins: /^425a68..31415926/ },
  { name: 'lz4', unpack: 'lz4 -d', begins: /^04224d18/ },
  { name: 'lzip', unpack: 'lzip -d', begins: /^4c5a495001/ },
  { name: 'zip', unpack: 'unzip', begins: /^504b0304/ },
  { name: '7z', unpack: '7z x', begins: /^377abcaf271c/ },
]

/** How bytes are packed, by how they begin; eight of them are enough. https://en.wikipedia.org/wiki/List_of_file_signatures */
export function unreadPacking(head: Uint8Array): UnreadPacking | undefined {
  const hex = Buffer.from(head).toString('hex')
  return packings.find(({ begins }) => begins.test(hex))
}
