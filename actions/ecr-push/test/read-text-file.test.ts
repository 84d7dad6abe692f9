import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '@slipway/test-support/images/layouts'
import { readText } from '../src/gate/judge-reports.ts'
import { jobFiles } from '../src/live.ts'

const text = '{"name": "Größe 🚀"}'
const little = Buffer.from(text, 'utf16le')
const big = Buffer.from(little).swap16()
const mark = (bytes: readonly number[], rest: Uint8Array): Buffer => Buffer.concat([Buffer.from(bytes), rest])

async function read(bytes: Uint8Array): Promise<string> {
  const folder = await temporaryFolder()
  const path = join(folder, 'report.json')
  await writeFile(path, bytes)
  return jobFiles(folder).read(path)
}

describe('a file that an input names', () => {
  it.for<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte-order mark', mark([0xef, 0xbb, 0xbf], Buffer.from(text))],
    ['UTF-16 as PowerShell 5 writes it with >', mark([0xff, 0xfe], little)],
    ['UTF-16, the other byte order', mark([0xfe, 0xff], big)],
    ['UTF-16 without a mark', little],
    ['UTF-16 without a mark, the other byte order', big],
  ])('is read as it is written: %s', async ([, bytes]) => {
    expect(await read(bytes)).toBe(text)
  })

  it('is read also where a character of it is damaged', async () => {
    expect(await read(Buffer.from('{"name": "Größe"}', 'latin1'))).toBe('{"name": "Gr\ufffd\ufffde"}')
  })

  it.for<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['one character', Buffer.from('{')],
  ])('may be short: %s', async ([, bytes]) => {
    expect(await read(bytes)).toBe(Buffer.from(bytes).toString())
  })

  it.for<[string, Uint8Array]>([
    ['UTF-32', mark([0xff, 0xfe, 0, 0], Buffer.from([0x7b, 0, 0, 0]))],
    ['an archive', mark([0x1f, 0x8b, 8, 0], Buffer.from([0xff, 0xfe, 0, 1]))],
    ['UTF-16 that is cut', mark([0xff, 0xfe], little.subarray(0, little.length - 1))],
  ])('is refused where it is no text that can be read, with what to do: %s', async ([, bytes]) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(/neither UTF-8 nor UTF-16/),
      remedy: expect.stringMatching(/save it as UTF-8/),
    })
  })
  it.for<[string, Uint8Array | undefined, RegExp]>([
    ['it is no text', Buffer.from([0xff, 0xfe, 0, 0]), /^save it as UTF-8/],
    ['it is not there', undefined, /^check the path/],
  ])('comes with the next step where %s', async ([, bytes, remedy]) => {
    const folder = await temporaryFolder()
    const path = join(folder, 'report.json')
    if (bytes !== undefined) await writeFile(path, bytes)
    await expect(readText(path, 'reports', jobFiles(folder))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(`input reports names ${path}`),
      remedy: expect.stringMatching(remedy),
    })
  })
})
