/** An OCI image layout, wherever its files are (https://github.com/opencontainers/image-spec/blob/main/image-layout.md). */
export interface Layout {
  /** For messages: what the user wrote. */
  readonly name: string
  /** The image that is meant, where there are several: `org.opencontainers.image.ref.name`, digest or `@N`. */
  readonly ref?: string
  /** A file of the layout, e.g. `index.json` or `blobs/sha256/<hex>`; `undefined` when there is none. */
  open(path: string): Promise<LayoutFile | undefined>
  /** Releases what is held open. */
  close(): Promise<void>
}

export interface LayoutFile {
  /** Bytes. */
  readonly size: number
  /** Fills `buffer` from `position` on as far as it can; 0 at the end. */
  read(buffer: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
}

export function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`
}

/** A small file whole; it must not be longer than `limit` bytes. */
export async function readWhole(file: LayoutFile, limit: number): Promise<Buffer | undefined> {
  if (file.size > limit) return undefined
  const buffer = Buffer.alloc(file.size)
  let filled = 0
  while (filled < buffer.length) {
    const count = await file.read(buffer.subarray(filled), filled)
    if (count === 0) break
    filled += count
  }
  return buffer.subarray(0, filled)
}
