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
export class TextStore {
  readonly #make: MakeBlock
  readonly #blocks: TextBlock[] = []
  #block: TextBlock = plainBlock(0)
  #used: number = blockLength

  constructor(make: MakeBlock) {
    this.#make = make
  }

  /** Where two texts are now, one after the other; `undefined` when they cannot be taken. */
  put(first: string, second: string): TextPlace | undefined {
    const length = first.length + second.length
    if (length > blockLength) return undefined
    if (this.#used + length > blockLength) {
      this.#block = this.#make(blockLength)
      this.#blocks.push(this.#block)
      this.#used = 0
    }
    const { bytes } = this.#block
    if (!write(bytes, this.#used, first) || !write(bytes, this.#used + first.length, second)) return undefined
    this.#used += length
    return (this.#blocks.length - 1) * blockLength + this.#used - length
  }

  /** The block of a place, and where in it that is. */
  find(place: TextPlace): { readonly bytes: Uint8Array; readonly from: number } {
    return { bytes: (this.#blocks[Math.floor(place / blockLength)] ?? this.#block).bytes, from: place % blockLength }
  }

  /** So many characters from a place on. */
  at(place: TextPlace, length: number): string {
    const start = place % blockLength
    return this.#blocks[Math.floor(place / blockLength)]?.text(start, start + length) ?? ''
  }
}

/** Whether every character fits into a byte. */
function write(bytes: Uint8Array, start: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > 0xff) return false
    bytes[start + index] = code
  }
  return true
}
