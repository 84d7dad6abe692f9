import { closeSync, openSync, writeSync } from 'node:fs'

/** Bytes that are written at once. */
const room = 1 << 18
/** What a character of a string takes at most, as UTF-8. */
const widest = 3

/**
 * Writes a file of very many pieces. Nothing else is going on when that is done: to wait for each write would only take
 * longer.
 */
export function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w')
  try {
    const bytes = Buffer.allocUnsafe(room)
    let used = 0
    const flush = (): void => {
      writeAll(file, bytes.subarray(0, used))
      used = 0
    }
    for (const piece of pieces) {
      const most = piece.length * widest
      if (most > room - used) flush()
      if (most > room) writeAll(file, Buffer.from(piece))
      else used += bytes.write(piece, used)
    }
    flush()
  } finally {
    closeSync(file)
  }
}

function writeAll(file: number, bytes: Buffer): void {
  let done = 0
  while (done < bytes.length) done += writeSync(file, bytes, done)
}
