import type { PackageRelease } from '../result.ts'
import { commitEntry, entryBefore, entryWriter } from './commit-entry.ts'

/** Bytes that are handed on at once; what is longer by itself goes alone. */
const room = 1 << 18

/**
 * The file of all commits, a JSON array with a line for each, in pieces: a range may be long. A piece holds until the
 * next one is asked for.
 */
export function* commitsFile(releases: readonly PackageRelease[]): Generator<Uint8Array> {
  const piece = Buffer.allocUnsafe(room)
  let used = 0
  let isFirst = true
  for (const { name, plan } of releases) {
    const write = entryWriter(name)
    for (const commit of plan.commits) {
      let end = write(commit, piece, used)
      if (end === -1) {
        if (used > 0) yield piece.subarray(0, used)
        used = 0
        end = write(commit, piece, used)
      }
      const alone = end === -1 ? Buffer.from(entryBefore + commitEntry(commit, name)) : undefined
      // Before the first entry the array begins, where before the others the comma stands.
      if (isFirst) (alone ?? piece).write('[')
      isFirst = false
      if (alone === undefined) used = end
      else yield alone
    }
  }
  if (used > 0) yield piece.subarray(0, used)
  yield Buffer.from(isFirst ? '[\n]\n' : '\n]\n')
}
