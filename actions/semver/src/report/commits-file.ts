import type { PackageRelease } from '../result.ts'
import { commitEntry, entryWriter } from './commit-entry.ts'

/** Bytes that are handed on at once; what is longer by itself goes alone. */
const room = 1 << 18

/**
 * The file of all commits, a JSON array with a line for each, in pieces: a range may be long. A piece holds until the
 * next one is asked for.
 */
export function* commitsFile(releases: readonly PackageRelease[]): Generator<Uint8Array> {
  const piece = Buffer.allocUnsafe(room)
  let used = piece.write('[\n')
  let between = ''
  for (const { name, plan } of releases) {
    const write = entryWriter(name)
    for (const commit of plan.commits) {
      let end = write(commit, piece, used + piece.write(between, used))
      if (end === -1) {
        yield piece.subarray(0, used)
        used = 0
        end = write(commit, piece, piece.write(between))
      }
      if (end === -1) yield Buffer.from(between + commitEntry(commit, name))
      else used = end
      between = ',\n'
    }
  }
  yield piece.subarray(0, used)
  yield Buffer.from(between === '' ? ']\n' : '\n]\n')
}
