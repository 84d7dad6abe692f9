import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
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
  const folder = mkdtempSync(join(temporary, 'slipway-git-'))
  const [output, complaint] = [open(join(folder, 'output')), open(join(folder, 'complaint'))]
  const isGone = remove(folder)
  try {
    const code = await run(output, complaint)
    return { code, output: readWhole(output), complaint: readWhole(complaint).toString() }
  } finally {
    closeSync(output)
    closeSync(complaint)
    if (!isGone) remove(folder)
  }
}

const open = (path: string): number => openSync(path, 'wx+', 0o600)

/** Not every system takes away a folder of files that are open. */
function remove(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true })
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
