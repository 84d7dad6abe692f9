/** Bytes of a block; a longer text is not taken. */
const blockLength = 1 << 17

/** Bytes from the start of the first block. */
export type TextPlace = number

/** The text of bytes that each are a character (ISO-8859-1). */
export type DecodeBytes = (bytes: Uint8Array) => string

/** Wherever JavaScript runs; a platform may know a faster way. */
// A typed array is as good as the array that the type asks for.
export const decodeBytes: DecodeBytes = (bytes) => String.fromCharCode.apply(undefined, bytes as unknown as number[])

/**
 * Very many short texts outside of the heap. As strings each would survive, be copied by every collection of garbage on
 * its way, and make the heap grow by several times what it needs. For texts of which every character fits into a byte.
 */
export class TextShelf {
  readonly #decode: DecodeBytes
  readonly #blocks: Uint8Array[] = []
  #used: number = blockLength

  constructor(decode: DecodeBytes) {
    this.#decode = decode
  }

  /** Where the text is now; `undefined` when it cannot be taken. */
  put(text: string): TextPlace | undefined {
    const { length } = text
    if (length > blockLength) return undefined
    if (this.#used + length > blockLength) {
      this.#blocks.push(new Uint8Array(blockLength))
      this.#used = 0
    }
    const block = this.#blocks.at(-1) ?? new Uint8Array()
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index)
      if (code > 0xff) return undefined
      block[this.#used + index] = code
    }
    this.#used += length
    return (this.#blocks.length - 1) * blockLength + this.#used - length
  }

  /** So many characters from a place on. */
  at(place: TextPlace, length: number): string {
    const start = place % blockLength
    const bytes = this.#blocks[Math.floor(place / blockLength)]?.subarray(start, start + length)
    return bytes === undefined ? '' : this.#decode(bytes)
  }
}
