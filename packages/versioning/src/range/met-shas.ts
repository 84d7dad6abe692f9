/** Hexadecimal digits of a number of 32 bits. */
const digits = 8

/**
 * Very many shas, by their beginnings and outside of the heap: as strings each would survive, and be copied by every
 * collection of garbage on its way.
 */
export class MetShas {
  #starts = new Int32Array(256)
  #count = 0

  add(sha: string): void {
    if (this.#count === this.#starts.length) {
      const before = this.#starts
      this.#starts = new Int32Array(before.length * 4)
      this.#starts.set(before)
    }
    this.#starts[this.#count] = startOf(sha)
    this.#count += 1
  }

  /** Whether one of these, or another sha with the same beginning, is there. */
  hasAny(shas: readonly string[]): boolean {
    if (shas.length === 0) return false
    const wanted = new Set(shas.map(startOf))
    for (let at = 0; at < this.#count; at += 1) if (wanted.has(this.#starts[at] ?? 0)) return true
    return false
  }
}

function startOf(sha: string): number {
  let start = 0
  for (let at = 0; at < digits; at += 1) {
    const code = sha.charCodeAt(at)
    // The letters are those from 97 on, and stand for ten and more.
    start = (start << 4) | ((code & 15) + (code >> 6) * 9)
  }
  return start
}
