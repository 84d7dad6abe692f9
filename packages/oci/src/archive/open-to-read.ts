import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/**
 * Opens a file for reading. A pipe, which is no file either, opens at once instead of waiting for a writer; Windows has
 * neither the flag, which counts as 0 there, nor such pipes.
 */
export function openToRead(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | constants.O_NONBLOCK)
}
