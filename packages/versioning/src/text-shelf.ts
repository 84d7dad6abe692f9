/** Bytes of a block; a longer text is not taken. */
const blockLength = 1 << 17

/** Bytes from the start of the first block. */
export type TextPlace = number

/** Bytes that each are a character (ISO-8859-1), and the text of a part of them. */
export interface TextBlock {
  readonly bytes: Uint8Array
  text(start: number, end: number): string
}

export type MakeBlock = (length: number) => TextBlock

/** Wherever JavaScript runs; a platform may know a faster way. */
export const plainBlock: MakeBlock = (length) => {
  const bytes = new Uint8Array(length)
  // A typed array is as good as the array that the type asks for.
  const text = (start: number, end: number): string =>
    String.fromCharCode.apply(undefined, bytes.subarray(start, end) as unknown as number[])
  return { bytes, text }
}

/**
 * Very many short texts outside of the heap. As strings each would survive, be copied by every collection of garbage on
 * its way, and make the heap grow by several times what it needs. For texts of which every character fits into a byte.
 */
export class TextShelf {
  readonly #make: MakeBlock
  readonly #blocks: TextBlock[] = []
  #used: number = blockLength

  constructor(make: MakeBlock) {
    this.#make = make
  }

  /** Where the text is now; `undefined` when it cannot be taken. */
  put(text: string): TextPlace | undefined {
    const { length } = text
    if (length > blockLength) return undefined
    if (this.#used + length > blockLength) {
      this.#blocks.push(this.#make(blockLength))
      this.#used = 0
    }
    const { bytes } = this.#blocks.at(-1) ?? plainBlock(0)
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index)
      if (code > 0xff) return undefined
      bytes[this.#used + index] = code
    }
    this.#used += length
    return (this.#blocks.length - 1) * blockLength + this.#used - length
  }

  /** So many characters from a place on. */
  at(place: TextPlace, length: number): string {
    const start = place % blockLength
    return this.#blocks[Math.floor(place / blockLength)]?.text(start, start + length) ?? ''
  }
}
