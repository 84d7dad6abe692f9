import { readFile } from 'node:fs/promises'
import { Failure } from '@slipway/outcome'
import type { PushErrorCode } from './error.ts'

/**
 * A text file whole: in UTF-8, or in UTF-16, which is what `>` writes in PowerShell 5; without its byte-order mark.
 * @throws {Failure} FILE_UNREADABLE for what is neither, such as an archive.
 */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path)
  const text = decode(bytes)
  if (text !== undefined && !text.includes('\0')) return text
  throw new Failure<PushErrorCode>('FILE_UNREADABLE', 'it is text in neither UTF-8 nor UTF-16', {
    remedy: 'save it as UTF-8 (in PowerShell: | Out-File -Encoding utf8), unpacked',
  })
}

/** Of UTF-8 that is damaged the rest is read all the same: prose of a scanner may be cut in the middle of a character. */
function decode(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes)
  try {
    return new TextDecoder(encoding, { fatal: encoding !== 'utf-8' }).decode(bytes)
  } catch {
    return undefined
  }
}

/** By the byte-order mark; without one by the zero that one of the bytes of an ASCII character has in UTF-16. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (second === 0 && first !== 0) return 'utf-16le'
  return first === 0 ? 'utf-16be' : 'utf-8'
}
