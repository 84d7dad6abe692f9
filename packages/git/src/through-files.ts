import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

export interface Written {
  readonly code: number
  readonly output: Buffer
  readonly complaint: string
}

/**
 * Gives a process two files to write to, which have no name by the time it does, and reads them when it has ended.
 * `run` says with which code it did.
 */
export async function throughFiles(
  temporary: string,
  run: (output: number, complaint: number) => Promise<number>,
): Promise<Written> {
  const [output, complaint] = [openNameless(temporary), openNameless(temporary)]
  try {
    const code = await run(output.file, complaint.file)
    return { code, output: readWhole(output.file), complaint: readWhole(complaint.file).toString() }
  } finally {
    output.close()
    complaint.close()
  }
}

/** A process that is killed leaves none behind: the name is there for a moment only. */
function openNameless(folder: string): { readonly file: number; readonly close: () => void } {
  const path = join(folder, `slipway-git-${Math.random().toString(36).slice(2)}`)
  const file = openSync(path, 'wx+', 0o600)
  const isGone = remove(path)
  return {
    file,
    close() {
      closeSync(file)
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

/** From its start, wherever the process left off. */
function readWhole(file: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(file).size)
  let done = 0
  for (let read = -1; done < bytes.length && read !== 0; done += read) {
    read = readSync(file, bytes, done, bytes.length - done, done)
  }
  return bytes.subarray(0, done)
}
