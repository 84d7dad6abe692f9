import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** A file for a process to write to: no name is left when either is killed. */
export interface NamelessFile {
  readonly descriptor: number
  /** What is there from a place on, so many bytes at most; nothing at its end, which may be for the moment. */
  read(at: number, most: number): Buffer
  whole(): Buffer
  close(): void
}

/** The name is there for a moment only. */
export function openNameless(folder: string): NamelessFile {
  const path = join(folder, `slipway-git-${Math.random().toString(36).slice(2)}`)
  const descriptor = openSync(path, 'wx+', 0o600)
  const isGone = remove(path)
  const read = (at: number, most: number): Buffer => {
    const bytes = Buffer.allocUnsafe(most)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, most, at))
  }
  return {
    descriptor,
    read,
    whole: () => read(0, fstatSync(descriptor).size),
    close() {
      closeSync(descriptor)
      if (!isGone) remove(path)
    },
  }
}

/** Not every system takes away the name of a file that is open. */
function remove(path: string): boolean {
  try {
    unlinkSync(path)
    return true
  } catch {
    return false
  }
}

/** Bytes that are read at once. */
const pieceLength = 1 << 17
/** Milliseconds after which somebody looks for more. */
const pause = 2

/** The file in pieces while somebody writes it. */
export async function* growing(file: NamelessFile, written: Promise<unknown>): AsyncGenerator<Buffer> {
  let at = 0
  for (let isWhole = false; ;) {
    const piece = file.read(at, pieceLength)
    at += piece.length
    if (piece.length > 0) yield piece
    else if (isWhole) return
    // What was written before the end is there after it.
    else isWhole = await Promise.race([written.then(() => true), setTimeout(pause, false)])
  }
}
