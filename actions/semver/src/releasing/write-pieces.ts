import { closeSync, openSync, writeSync } from 'node:fs'

/** Writes a file of many pieces. Nothing else is going on when that is done: to wait for each would only take longer. */
export function writePieces(path: string, pieces: Iterable<Uint8Array>): void {
  const file = openSync(path, 'w')
  try {
    for (const piece of pieces) writeWhole(file, piece)
  } finally {
    closeSync(file)
  }
}

/** A write may take less than it was given. */
function writeWhole(file: number, piece: Uint8Array): void {
  let done = 0
  while (done < piece.length) done += writeSync(file, piece, done)
}
